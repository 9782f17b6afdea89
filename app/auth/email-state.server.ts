import { and, desc, eq, gt } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { emailChange, user } from "../db/schema";
import { newAddressIn, pendingEmailChangeOf } from "./pending-email-change.server";

/**
 * The address of an account, the one that waits to be confirmed, and the old ones that can still be put back: in one
 * round trip, and not from the session's cookie, which may be a minute old where the link was opened elsewhere.
 */
export async function emailState(db: Database, userId: string) {
  const [[owner], [pending], undoable] = await db.batch([
    db.select({ email: user.email }).from(user).where(eq(user.id, userId)),
    pendingEmailChangeOf(db, userId),
    db
      .select({ oldEmail: emailChange.oldEmail, until: emailChange.expiresAt })
      .from(emailChange)
      .where(and(eq(emailChange.userId, userId), gt(emailChange.expiresAt, new Date())))
      .orderBy(desc(emailChange.expiresAt)),
  ]);
  return {
    email: owner?.email ?? "",
    pending: pending && { newEmail: newAddressIn(pending.value), expiresAt: pending.expiresAt },
    undoable,
  };
}
