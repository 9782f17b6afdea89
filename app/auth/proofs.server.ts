import { and, count, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { account, passkey, twoFactor } from "../db/schema";
import { isPlaceholder } from "./placeholder-email";

/** By what somebody can prove, while signed in, that it is them. */
export interface ProofWays {
  password: boolean;
  passkey: boolean;
  /** A code of the authenticator app. */
  app: boolean;
  /** A code by mail: offered where there is nothing stronger, for whoever has the mailbox then has the account. */
  emailCode: boolean;
}

/** The ways of one account, in one round trip. */
export async function proofWays(db: Database, user: { id: string; email: string }): Promise<ProofWays> {
  const [[passwords], [passkeys], [apps]] = await db.batch([
    db
      .select({ total: count() })
      .from(account)
      .where(and(eq(account.userId, user.id), isNotNull(account.password))),
    db.select({ total: count() }).from(passkey).where(eq(passkey.userId, user.id)),
    db
      .select({ total: count() })
      .from(twoFactor)
      .where(and(eq(twoFactor.userId, user.id), eq(twoFactor.verified, true))),
  ]);
  const has = (row?: { total: number }) => (row?.total ?? 0) > 0;
  const ways = { password: has(passwords), passkey: has(passkeys), app: has(apps) };
  const isStronger = ways.password || ways.passkey || ways.app;
  return { ...ways, emailCode: !isStronger && !isPlaceholder(user.email) };
}
