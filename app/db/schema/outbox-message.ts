import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Messages of the `outbox` transport. Empty on every deployment that is not a loopback address. */
export const outboxMessage = sqliteTable(
  "outbox_message",
  {
    id: text("id").primaryKey(),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    channel: text("channel", { enum: ["email", "sms"] }).notNull(),
    to: text("to").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
  },
  (table) => [
    index("outbox_message_to_at_idx").on(table.to, table.at),
    index("outbox_message_at_idx").on(table.at),
  ],
);
