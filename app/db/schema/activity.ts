import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth";

/** What happened to an account, for its owner to read. Gone with the account. */
export const activity = sqliteTable(
  "activity",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    /** What happened, by a name that `activity-words.ts` puts into words. */
    event: text("event").notNull(),
    /** More about it: the way of signing in, the provider, the name of a passkey. */
    detail: text("detail").notNull().default(""),
    device: text("device").notNull().default(""),
    place: text("place").notNull().default(""),
    ipAddress: text("ip_address").notNull().default(""),
  },
  (table) => [index("activity_userId_at_idx").on(table.userId, table.at)],
);
