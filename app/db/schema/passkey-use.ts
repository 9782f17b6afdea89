import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { passkey } from "./auth";

/** When a passkey was last used to sign in. */
export const passkeyUse = sqliteTable("passkey_use", {
  passkeyId: text("passkey_id")
    .primaryKey()
    .references(() => passkey.id, { onDelete: "cascade" }),
  lastUsedAt: integer("last_used_at", { mode: "timestamp_ms" }).notNull(),
});
