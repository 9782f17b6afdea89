import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { passkey, passkeyUse } from "../db/schema";

/** Notes that the passkey with this credential id was used just now. */
export async function notePasskeyUse(db: Database, credentialId: string): Promise<void> {
  const now = new Date();
  const used = db
    .select({ passkeyId: passkey.id, lastUsedAt: sql<number>`${now.getTime()}`.as("last_used_at") })
    .from(passkey)
    .where(eq(passkey.credentialID, credentialId));
  const set = { lastUsedAt: now };
  await db.insert(passkeyUse).select(used).onConflictDoUpdate({ target: passkeyUse.passkeyId, set });
}

/** When each passkey of a person was last used, by its id. */
export async function passkeyUses(db: Database, userId: string): Promise<Map<string, Date>> {
  const rows = await db
    .select({ id: passkeyUse.passkeyId, lastUsedAt: passkeyUse.lastUsedAt })
    .from(passkey)
    .innerJoin(passkeyUse, eq(passkeyUse.passkeyId, passkey.id))
    .where(eq(passkey.userId, userId));
  return new Map(rows.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
}

/** True when the passkey with this credential id is one of this person. */
export async function ownsPasskey(db: Database, userId: string, credentialId: string): Promise<boolean> {
  const own = and(eq(passkey.credentialID, credentialId), eq(passkey.userId, userId));
  return (await db.select({ id: passkey.id }).from(passkey).where(own)).length > 0;
}
