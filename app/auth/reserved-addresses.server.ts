import type { BetterAuthOptions } from "better-auth";
import { and, eq, gt, inArray, lt, ne } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { emailChange, user } from "../db/schema";
import { addressTaken } from "../email/address-taken";
import { inBackground, requestHeaders } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { isPlaceholder } from "./placeholder-email";
import { mayTell } from "./plugins/attempt-limits.server";

type UserInfo = Parameters<NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>>[0];

/**
 * A rule for `user.validateUserInfo`: nobody makes an account with an address that is kept for another one. A sign-up
 * by password looks as if all were well, as for a taken address, and the mailbox is told; a provider is answered as for
 * an account that it is not connected to; whoever proved the address by a link or code is told why.
 */
export async function refuseReservedAddress(
  { env, db, sendEmail }: AuthServices,
  secret: string,
  { user: { email }, source: { action, method } }: UserInfo,
) {
  if (action !== "create-user" || !email || isPlaceholder(email)) return;
  const to = email.toLowerCase();
  if (!(await isReserved(db, to))) return;
  if (method === "oauth") return { error: "account_not_linked" };
  if (method === "email-password") {
    const facts = { appName: env.APP_NAME, baseUrl: env.BETTER_AUTH_URL, who: whoAsked(requestHeaders()) };
    const mail = addressTaken({ ...facts, to });
    inBackground(mayTell(db, secret, "sign-up", to).then((may) => (may ? sendEmail(mail) : undefined)));
  }
  return { error: emailReserved.code, errorDescription: emailReserved.message };
}

export const emailReserved = {
  code: "EMAIL_RESERVED",
  message: "This address is kept for the account that had it until a few days ago",
} as const;

/** True while the account that had this address until lately can take it back, unless that account is the asker's. */
export async function isReserved(db: Database, email: string, userId = ""): Promise<boolean> {
  return (await reservations(db, email, userId)).length > 0;
}

/** True when somebody else has this address, or can take it back. */
export async function isTaken(db: Database, email: string, userId: string): Promise<boolean> {
  const owner = db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.email, email), ne(user.id, userId)));
  const [owners, reserved] = await db.batch([owner, reservations(db, email, userId)]);
  return owners.length + reserved.length > 0;
}

/** The changes of other accounts by which `email` is kept for them. */
export function reservations(db: Database, email: string, userId: string) {
  return db
    .select({ userId: emailChange.userId })
    .from(emailChange)
    .where(
      and(
        eq(emailChange.oldEmail, email),
        gt(emailChange.expiresAt, new Date()),
        ne(emailChange.userId, userId),
      ),
    )
    .limit(1);
}

const pruneBatch = 50;

/** Pages has no cron: changes that nobody can undo any more go, a batch at a time, on the heels of new ones. */
export function pruneEmailChanges(db: Database): void {
  const over = db
    .select({ tokenHash: emailChange.tokenHash })
    .from(emailChange)
    .where(lt(emailChange.expiresAt, new Date()))
    .limit(pruneBatch);
  inBackground(
    db
      .delete(emailChange)
      .where(inArray(emailChange.tokenHash, over))
      .then(() => undefined),
  );
}
