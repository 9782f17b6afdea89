import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth";

/** What happened on a day (UTC, `2026-01-31`), by the audit log's event; kept by triggers, so that no page counts rows. */
export const dailyCount = sqliteTable(
  "daily_count",
  {
    day: text("day").notNull(),
    /** An event, `signed-in:password` for one that has ways, or `active-user`. */
    metric: text("metric").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.metric] })],
);

/** How many there are of something now (`user`, `organization`); kept by triggers. */
export const tally = sqliteTable("tally", {
  name: text("name").primaryKey(),
  count: integer("count").notNull(),
});

/** When somebody used their account last, exact to an hour. */
export const lastSeen = sqliteTable(
  "last_seen",
  {
    userId: text("user_id")
      .primaryKey()
      .references(() => user.id, { onDelete: "cascade" }),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("last_seen_at_idx").on(table.at)],
);
