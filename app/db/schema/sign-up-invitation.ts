import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "./auth";

/** Who was asked to join, by their address; a newer invitation takes the place of an older one. */
export const signUpInvitation = sqliteTable(
  "sign_up_invitation",
  {
    /** An e-mail address in lower case, or a number like +4915123456789. */
    address: text("address").primaryKey(),
    /** SHA-256 of the token in the link. */
    tokenHash: text("token_hash").notNull().unique(),
    /** Our own mail brought the link, so whoever has it has the address. A link that was printed proves nothing. */
    provesAddress: integer("proves_address", { mode: "boolean" }).notNull(),
    /** Empty for an operator, who invites by command. */
    invitedBy: text("invited_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
    usedAt: integer("used_at", { mode: "timestamp_ms" }),
  },
  (table) => [
    index("sign_up_invitation_invitedBy_idx").on(table.invitedBy),
    index("sign_up_invitation_expiresAt_idx").on(table.expiresAt),
  ],
);
