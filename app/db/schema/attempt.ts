import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Counters of the limiter: one row per action and per address or account, forms and endpoints together. */
export const attempt = sqliteTable(
  "attempt",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("attempt_expires_at_idx").on(table.expiresAt)],
);
