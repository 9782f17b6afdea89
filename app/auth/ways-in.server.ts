import { eq } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { account, passkey } from "../db/schema";

/**
 * True when `id`, a row of `passkey` or `account`, is the only thing that this person can sign in with: a passkey, a
 * password, or a connection to one of `providerIds`. A mailbox does not count: it is no part of this account.
 */
export async function isLastWayIn(
  db: Database,
  { userId, id, providerIds }: { userId: string; id: string; providerIds: string[] },
): Promise<boolean> {
  const [passkeys, accounts] = await db.batch([
    db.select({ id: passkey.id }).from(passkey).where(eq(passkey.userId, userId)),
    db
      .select({ id: account.id, providerId: account.providerId, password: account.password })
      .from(account)
      .where(eq(account.userId, userId)),
  ]);
  const usable = accounts.filter(
    ({ providerId, password }) => password !== null || providerIds.includes(providerId),
  );
  const ways = [...passkeys, ...usable];
  return ways.length === 1 && ways[0]?.id === id;
}
