import { and, count, eq, gt, isNotNull, ne } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { account, passkey, session } from "../db/schema";

/** How an account is protected, in one round trip. */
export async function securityState(db: Database, userId: string) {
  const [[passwords], [passkeys], [sessions], [connections]] = await db.batch([
    db
      .select({ total: count() })
      .from(account)
      .where(and(eq(account.userId, userId), isNotNull(account.password))),
    db.select({ total: count() }).from(passkey).where(eq(passkey.userId, userId)),
    db
      .select({ total: count() })
      .from(session)
      .where(and(eq(session.userId, userId), gt(session.expiresAt, new Date()))),
    db
      .select({ total: count() })
      .from(account)
      .where(and(eq(account.userId, userId), ne(account.providerId, "credential"))),
  ]);
  return {
    hasPassword: (passwords?.total ?? 0) > 0,
    passkeys: passkeys?.total ?? 0,
    sessions: sessions?.total ?? 0,
    connections: connections?.total ?? 0,
  };
}
