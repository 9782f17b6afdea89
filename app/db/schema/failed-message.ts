import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Mails and text messages that no transport took. They are tried again, can be sent again, and are gone after 7 days. */
export const failedMessage = sqliteTable(
  "failed_message",
  {
    id: text("id").primaryKey(),
    /** When it was to be sent first. */
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    channel: text("channel", { enum: ["email", "sms"] }).notNull(),
    to: text("to").notNull(),
    /** For the list, without codes. */
    subject: text("subject").notNull(),
    /** The whole message, encrypted with the deployment's own secret: its links and codes are secrets. */
    sealed: text("sealed").notNull(),
    /** What the transport said last. */
    error: text("error").notNull(),
    tries: integer("tries").notNull(),
    triedAt: integer("tried_at", { mode: "timestamp_ms" }).notNull(),
    /** Until when what is in it works; nothing for what needs no haste. */
    worksUntil: integer("works_until", { mode: "timestamp_ms" }),
    /** When it is tried next; null never. */
    dueAt: integer("due_at", { mode: "timestamp_ms" }),
    /** Somebody is sending it now, until then at the latest. */
    claimedUntil: integer("claimed_until", { mode: "timestamp_ms" }),
  },
  (table) => [
    index("failed_message_at_idx").on(table.at, table.id),
    index("failed_message_to_idx").on(table.to),
    index("failed_message_dueAt_idx").on(table.dueAt).where(sql`due_at is not null`),
  ],
);
