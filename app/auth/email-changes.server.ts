import { and, eq, exists, gt, gte, inArray, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { account, emailChange, knownDevice, session, user, verification } from "../db/schema";
import { isOpen, type PendingEmailChange } from "./pending-email-change.server";
import { isPlaceholder } from "./placeholder-email";
import { reservations } from "./reserved-addresses.server";
import { hashToken, isToken, newToken } from "./tokens";
import { hashIdentifier, isAbout } from "./verifications.server";

/** How long the owner of the old address can take it back, in seconds. */
const undoSeconds = 7 * 24 * 60 * 60;

/**
 * Gives an account its new, confirmed address, and answers the token with which the old one is taken back; none where
 * there was no confirmed address. What can be undone is written before what changes, and both with the end of the
 * link in one batch, so that no half of it is ever there. Nothing when somebody else has the new address meanwhile, or
 * the link was spent.
 */
export async function completeEmailChange(
  db: Database,
  token: string,
  { userId, oldEmail, newEmail, joining }: PendingEmailChange,
): Promise<{ undoToken?: string } | undefined> {
  const undoToken = newToken();
  const isLink = await isOpen(token);
  const mayChange = and(
    eq(user.id, userId),
    eq(user.email, oldEmail),
    exists(db.select({ id: verification.id }).from(verification).where(isLink)),
    notExists(reservations(db, newEmail, userId)),
  );
  const change = {
    tokenHash: sql<string>`${await hashToken(undoToken)}`.as("token_hash"),
    userId: user.id,
    oldEmail: user.email,
    newEmail: sql<string>`${newEmail}`.as("new_email"),
    expiresAt: sql<number>`${Date.now() + undoSeconds * 1000}`.as("expires_at"),
  };
  // Whoever has an address that nobody confirmed has not proved to be the account's owner.
  const hasOwner = isPlaceholder(oldEmail) ? sql`false` : eq(user.emailVerified, true);
  try {
    const [kept, changed] = await db.batch([
      db
        .insert(emailChange)
        .select(db.select(change).from(user).where(and(mayChange, hasOwner)))
        .returning({ userId: emailChange.userId }),
      db
        .update(user)
        .set({
          email: newEmail,
          emailVerified: true,
          ...(joining && { name: joining.name, isAnonymous: false }),
        })
        .where(mayChange)
        .returning({ id: user.id }),
      ...(joining ? [firstPassword(db, and(eq(user.id, userId), eq(user.email, newEmail)), joining)] : []),
      db.delete(verification).where(isLink),
    ]);
    if (changed.length === 0) return undefined;
    return { undoToken: kept.length > 0 ? undoToken : undefined };
  } catch (error) {
    if (/UNIQUE constraint failed: user\.email/.test(textOf(error))) return undefined;
    throw error;
  }
}

/** The password of a guest whose account has just become a full one. */
function firstPassword(
  db: Database,
  isOwner: SQL | undefined,
  { passwordHash }: NonNullable<PendingEmailChange["joining"]>,
) {
  const now = sql<number>`${Date.now()}`;
  const nothing = sql<null>`null`;
  const password = {
    id: sql<string>`${crypto.randomUUID()}`.as("id"),
    accountId: sql<string>`${user.id}`.as("account_id"),
    providerId: sql<string>`'credential'`.as("provider_id"),
    userId: sql<string>`${user.id}`.as("user_id"),
    accessToken: nothing.as("access_token"),
    refreshToken: nothing.as("refresh_token"),
    idToken: nothing.as("id_token"),
    accessTokenExpiresAt: nothing.as("access_token_expires_at"),
    refreshTokenExpiresAt: nothing.as("refresh_token_expires_at"),
    scope: nothing.as("scope"),
    password: sql<string>`${passwordHash}`.as("password"),
    createdAt: now.as("created_at"),
    updatedAt: now.as("updated_at"),
  };
  return db.insert(account).select(db.select(password).from(user).where(isOwner));
}

/** drizzle wraps what the database said. */
function textOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${textOf(error.cause)}` : String(error);
}

/** A change that can still be undone. */
export interface UndoableChange {
  tokenHash: string;
  userId: string;
  oldEmail: string;
  /** What it was changed to first; the account may have yet another one by now. */
  newEmail: string;
  currentEmail: string;
  expiresAt: Date;
}

/** Reads the token of the link in the mail to an old address, without spending it. */
export async function readUndo(db: Database, token: string): Promise<UndoableChange | undefined> {
  if (!isToken(token)) return undefined;
  const isIts = and(eq(emailChange.tokenHash, await hashToken(token)), gt(emailChange.expiresAt, new Date()));
  const [row] = await db
    .select({
      tokenHash: emailChange.tokenHash,
      userId: emailChange.userId,
      oldEmail: emailChange.oldEmail,
      newEmail: emailChange.newEmail,
      currentEmail: user.email,
      expiresAt: emailChange.expiresAt,
    })
    .from(emailChange)
    .innerJoin(user, eq(user.id, emailChange.userId))
    .where(isIts);
  return row;
}

/**
 * Gives an account its old address back and shuts out whoever had it meanwhile, in one batch: every session ends, every
 * device is a new one, and no link or code that was sent is worth anything. Changes after this one cannot be undone any
 * more: whose those addresses are is not known. False when the token was spent meanwhile.
 */
export async function undoEmailChange(db: Database, change: UndoableChange): Promise<boolean> {
  const { tokenHash, userId, oldEmail, newEmail, currentEmail, expiresAt } = change;
  const isLive = exists(
    db.select({ userId: emailChange.userId }).from(emailChange).where(eq(emailChange.tokenHash, tokenHash)),
  );
  const codes = await Promise.all([newEmail, currentEmail].flatMap(codesTo).map(hashIdentifier));
  const isProof = or(isAbout([userId, newEmail, currentEmail]), inArray(verification.identifier, codes));
  const [changed] = await db.batch([
    db
      .update(user)
      .set({ email: oldEmail, emailVerified: true })
      .where(and(eq(user.id, userId), isLive))
      .returning({ id: user.id }),
    db.delete(session).where(and(eq(session.userId, userId), isLive)),
    db.delete(knownDevice).where(and(eq(knownDevice.userId, userId), isLive)),
    db.delete(verification).where(and(isProof, isLive)),
    db
      .delete(emailChange)
      .where(and(eq(emailChange.userId, userId), gte(emailChange.expiresAt, expiresAt), isLive)),
  ]);
  return changed.length > 0;
}

/** better-auth's names for what it stores of the codes that it sends to an address. */
function codesTo(email: string): string[] {
  return ["sign-in", "email-verification", "forget-password"].map((kind) => `${kind}-otp-${email}`);
}
