import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth";

/** A change of address that its old owner can undo for seven days. Nobody else can take the old address meanwhile. */
export const emailChange = sqliteTable(
  "email_change",
  {
    /** SHA-256 of the token in the mail to the old address. */
    tokenHash: text("token_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    oldEmail: text("old_email").notNull(),
    newEmail: text("new_email").notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    index("email_change_userId_idx").on(table.userId),
    index("email_change_oldEmail_idx").on(table.oldEmail),
    index("email_change_expiresAt_idx").on(table.expiresAt),
  ],
);
