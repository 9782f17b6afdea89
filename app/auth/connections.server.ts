import { and, asc, eq, ne } from "drizzle-orm";
import { decodeJwt } from "jose";
import type { Database } from "../db/db.server";
import { account } from "../db/schema";

/** A connection of an account to a provider, as its owner sees it. */
export interface Connection {
  id: string;
  providerId: string;
  /** The address there, else the provider's own name for the account. */
  label: string;
}

/** Every connection of one person, oldest first. Tokens stay here. */
export async function listConnections(db: Database, userId: string): Promise<Connection[]> {
  const rows = await db
    .select({
      id: account.id,
      providerId: account.providerId,
      accountId: account.accountId,
      idToken: account.idToken,
    })
    .from(account)
    .where(and(eq(account.userId, userId), ne(account.providerId, "credential")))
    .orderBy(asc(account.createdAt));
  return rows.map(({ id, providerId, accountId, idToken }) => ({
    id,
    providerId,
    label: addressIn(idToken) ?? accountId,
  }));
}

/** It was verified when it was kept. */
function addressIn(idToken: string | null): string | undefined {
  try {
    const { email } = decodeJwt(idToken ?? "");
    return typeof email === "string" ? email : undefined;
  } catch {
    return undefined;
  }
}
