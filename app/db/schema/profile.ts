import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth";

/** What people tell about themselves: the example of a table of one's own beside better-auth's. */
export const profile = sqliteTable("profile", {
  userId: text("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  bio: text("bio").notNull().default(""),
  website: text("website").notNull().default(""),
});
