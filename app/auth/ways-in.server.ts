import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { account, passkey, user } from "../db/schema";

/** Stands for the confirmed phone number among the ways in. */
export const phoneWay = "phone number";

interface WayIn {
  userId: string;
  /** A row of `passkey` or `account`, or `phoneWay`. */
  id: string;
  /** Providers that are switched on. */
  providerIds: string[];
  /** Whether codes can be sent by text message. */
  canText: boolean;
}

/**
 * True when `id` is the only thing that this person can sign in with: a passkey, a password, a connection to one of
 * `providerIds`, or a confirmed phone number. A mailbox does not count: it is no part of this account.
 */
export async function isLastWayIn(
  db: Database,
  { userId, id, providerIds, canText }: WayIn,
): Promise<boolean> {
  const [passkeys, accounts, numbers] = await db.batch([
    db.select({ id: passkey.id }).from(passkey).where(eq(passkey.userId, userId)),
    db
      .select({ id: account.id, providerId: account.providerId, password: account.password })
      .from(account)
      .where(eq(account.userId, userId)),
    db
      .select({ id: user.id })
      .from(user)
      .where(and(eq(user.id, userId), isNotNull(user.phoneNumber), eq(user.phoneNumberVerified, true))),
  ]);
  const usable = accounts.filter(
    ({ providerId, password }) => password !== null || providerIds.includes(providerId),
  );
  const phones = canText ? numbers.map(() => ({ id: phoneWay })) : [];
  const ways = [...passkeys, ...usable, ...phones];
  return ways.length === 1 && ways[0]?.id === id;
}
