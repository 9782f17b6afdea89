import { and, eq, isNull, notExists } from "drizzle-orm";
import type { Database } from "./db.server";
import { profile, user } from "./schema";

/**
 * What goes along when a guest signs in to an account that is not theirs yet: profile and username, each where that
 * account has none. All else goes with the guest, also what happened to them and their picture. A guest who creates an
 * account keeps everything, for it stays the same account. Answers what of the user is another than before.
 *
 * A table of your own that guests write to gets its statement here: `db.update(orders).set({ userId: to }).where(…)`.
 */
export async function moveGuestData(
  db: Database,
  { from, to }: { from: string; to: string },
): Promise<{ username?: string | null; displayUsername?: string | null }> {
  const [guest] = await db
    .select({ username: user.username, displayUsername: user.displayUsername })
    .from(user)
    .where(eq(user.id, from));
  const hasProfile = db.select({ userId: profile.userId }).from(profile).where(eq(profile.userId, to));
  const [, , named] = await db.batch([
    db
      .update(profile)
      .set({ userId: to })
      .where(and(eq(profile.userId, from), notExists(hasProfile))),
    db.update(user).set({ username: null, displayUsername: null }).where(eq(user.id, from)),
    db
      .update(user)
      .set({ username: guest?.username, displayUsername: guest?.displayUsername })
      .where(and(eq(user.id, to), isNull(user.username)))
      .returning({ username: user.username, displayUsername: user.displayUsername }),
  ]);
  return named[0] ?? {};
}
