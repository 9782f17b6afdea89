import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What is to be done now and then, and when next: so that of all isolates one does it. */
export const chore = sqliteTable("chore", {
  name: text("name").primaryKey(),
  dueAt: integer("due_at", { mode: "timestamp_ms" }).notNull(),
});
