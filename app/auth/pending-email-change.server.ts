import type { AuthContext } from "better-auth";
import { and, eq, gt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/db.server";
import { verification } from "../db/schema";
import { isToken, newToken } from "./tokens";
import { forgetVerifications, hashIdentifier, isOf } from "./verifications.server";

/** How long the link to confirm a new address works, in seconds. */
const linkSeconds = 60 * 60;

const kind = "change-email:";
const pendingEmailChange = z.object({
  userId: z.string(),
  oldEmail: z.string(),
  newEmail: z.string(),
  /** What makes a guest's account a full one, together with the address. */
  joining: z.object({ name: z.string(), passwordHash: z.string() }).optional(),
});

/** A change of address that waits to be confirmed. */
export type PendingEmailChange = z.output<typeof pendingEmailChange>;

/** Makes the token of the link that confirms a new address; an older one of the same account is dead. */
export async function beginEmailChange(
  adapter: Pick<AuthContext["internalAdapter"], "createVerificationValue">,
  db: Database,
  change: PendingEmailChange,
): Promise<string> {
  const token = newToken();
  await forgetVerifications(db, { userId: change.userId, kind });
  await adapter.createVerificationValue({
    identifier: kind + token,
    value: JSON.stringify(change),
    expiresAt: new Date(Date.now() + linkSeconds * 1000),
  });
  return token;
}

/** Reads such a token without spending it; nothing when it is over or never was. */
export async function readPendingEmailChange(
  db: Database,
  token: string,
): Promise<PendingEmailChange | undefined> {
  if (!isToken(token)) return undefined;
  const [row] = await db
    .select({ value: verification.value })
    .from(verification)
    .where(await isOpen(token));
  return row && pendingEmailChange.parse(JSON.parse(row.value));
}

/** True for what is stored under such a token while it works. */
export async function isOpen(token: string): Promise<SQL | undefined> {
  return and(
    eq(verification.identifier, await hashIdentifier(kind + token)),
    gt(verification.expiresAt, new Date()),
  );
}

/** What an account waits for, and until when: a query, to be read by `newAddressIn`. */
export function pendingEmailChangeOf(db: Database, userId: string) {
  return db
    .select({ value: verification.value, expiresAt: verification.expiresAt })
    .from(verification)
    .where(and(isOf(userId, kind), gt(verification.expiresAt, new Date())));
}

/** The new address of a change as it is stored. */
export function newAddressIn(value: string): string {
  return pendingEmailChange.parse(JSON.parse(value)).newEmail;
}
