import { and, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { signUpInvitation } from "../db/schema";
import { signUpInvitationMail } from "../email/sign-up-invitation";
import { inBackground } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { hashToken, isToken, newToken } from "./tokens";

const day = 24 * 60 * 60 * 1000;
const lifetimeMs = 7 * day;
/** Invitations that are over go after this time. */
const keptMs = 30 * day;

/** Somebody without an account, by an e-mail address or a number. */
export interface Newcomer {
  address: string;
  /** Shown to be theirs, by a link, a code or a provider that has checked it. */
  isProven: boolean;
  /** Of an invitation to this address, where nothing is proven yet. */
  token?: unknown;
}

/**
 * True for whoever was asked to join: comes with the address of an open invitation that is proven to be theirs, or with
 * its token. The one rule of `SIGN_UP=invite`; invitations of another kind, once there are any, count here as well.
 */
export async function mayJoin(db: Database, { address, isProven, token }: Newcomer): Promise<boolean> {
  const tokenHash = isToken(token) ? await hashToken(token) : undefined;
  if (!isProven && !tokenHash) return false;
  const [open] = await db
    .select({ tokenHash: signUpInvitation.tokenHash })
    .from(signUpInvitation)
    .where(and(eq(signUpInvitation.address, address.toLowerCase()), isOpen()))
    .limit(1);
  return open !== undefined && (isProven || open.tokenHash === tokenHash);
}

/** True when this token came to this very address by our own mail: then nothing has to be confirmed. */
export async function provesAddress(db: Database, address: string, token: unknown): Promise<boolean> {
  if (!isToken(token)) return false;
  const state = await readInvitation(db, token);
  return state.state === "good" && state.provesAddress && state.address === address.toLowerCase();
}

/** What the token in a link is worth, without spending it. */
export type InvitationState =
  | { state: "good"; address: string; provesAddress: boolean }
  | { state: "expired" | "used" | "dead" };

export async function readInvitation(db: Database, token: string): Promise<InvitationState> {
  if (!isToken(token)) return { state: "dead" };
  const [row] = await db
    .select()
    .from(signUpInvitation)
    .where(eq(signUpInvitation.tokenHash, await hashToken(token)))
    .limit(1);
  if (!row) return { state: "dead" };
  if (row.usedAt) return { state: "used" };
  if (row.expiresAt <= new Date()) return { state: "expired" };
  return { state: "good", address: row.address, provesAddress: row.provesAddress };
}

/** Whoever has joined was invited once. An address has one account, so of two at once only one comes here. */
export async function spendInvitation(db: Database, addresses: string[]): Promise<void> {
  await db
    .update(signUpInvitation)
    .set({ usedAt: new Date() })
    .where(and(inArray(signUpInvitation.address, addresses), isNull(signUpInvitation.usedAt)));
}

/** Forgets what was kept about an address whose account is gone. */
export async function forgetInvitations(db: Database, addresses: string[]): Promise<void> {
  await db.delete(signUpInvitation).where(inArray(signUpInvitation.address, addresses));
}

/**
 * Asks an e-mail address to join, by a mail whose link works once, for seven days; an older invitation to it ends. The
 * caller has made sure that `inviter` may do so, and counts how often. Operators also have `npm run invite`.
 *
 * @public for pages on which people invite others
 */
export async function inviteToSignUp(
  { db, env, sendEmail }: Pick<AuthServices, "db" | "env" | "sendEmail">,
  { address, inviter }: { address: string; inviter: { id: string; name: string } },
): Promise<void> {
  const to = address.trim().toLowerCase();
  const now = new Date();
  const token = newToken();
  const asked = {
    tokenHash: await hashToken(token),
    provesAddress: true,
    invitedBy: inviter.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetimeMs),
    usedAt: null,
  };
  await db.batch([
    db.delete(signUpInvitation).where(lt(signUpInvitation.expiresAt, new Date(now.getTime() - keptMs))),
    db
      .insert(signUpInvitation)
      .values({ address: to, ...asked })
      .onConflictDoUpdate({ target: signUpInvitation.address, set: asked }),
  ]);
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  inBackground(
    sendEmail(signUpInvitationMail({ to, token, inviter: inviter.name, at: now, appName, baseUrl })),
  );
}

function isOpen() {
  return and(isNull(signUpInvitation.usedAt), gt(signUpInvitation.expiresAt, new Date()));
}
