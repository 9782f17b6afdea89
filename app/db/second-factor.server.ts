import { and, eq } from "drizzle-orm";
import { isOf } from "../auth/verifications.server";
import type { Database } from "./db.server";
import { session, twoFactor, user, verification } from "./schema";

/**
 * Takes the second factor off an account, with every session and trust in a device, at once; answers whose it was, and
 * nothing where there was none.
 */
export async function resetSecondFactor(db: Database, userId: string) {
  const [changed] = await db.batch([
    db
      .update(user)
      .set({ twoFactorEnabled: false })
      .where(and(eq(user.id, userId), eq(user.twoFactorEnabled, true)))
      .returning({ id: user.id, email: user.email }),
    db.delete(twoFactor).where(eq(twoFactor.userId, userId)),
    db.delete(verification).where(isOf(userId, "trust-device-")),
    db.delete(session).where(eq(session.userId, userId)),
  ]);
  return changed[0];
}
