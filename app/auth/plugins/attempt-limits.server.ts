import { getIP } from "@better-auth/core/utils/ip";
import { createHMAC } from "@better-auth/utils/hmac";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { eq } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { user } from "../../db/schema";
import { logEvent } from "../../request-scope.server";
import { type AttemptLimit, countAttempt, forgetAttempts } from "../attempts.server";

interface Rule {
  /** Attempts from one address: IPv4, or IPv6 by /64. */
  perAddress: Limit;
  /** Attempts on one account, named by what the body says, whether it exists or not; or the signed-in one. */
  perAccount?: Limit & {
    named: "email" | "username" | "phoneNumber" | "session";
    over: "refuse" | "answer without a mail";
  };
  /** A success clears the account's counter, so that only failures in a row add up. */
  successClears?: true;
}
type Limit = { max: number; windowSeconds: number };

const minute = 60;
const guesses = { max: 10, windowSeconds: 15 * minute };
const password = { ...guesses, named: "session", over: "refuse" } as const;
// A link lives an hour: whoever exhausts the mails for somebody else's address leaves a link in that mailbox that works.
const mails = { max: 4, windowSeconds: 30 * minute, named: "email", over: "answer without a mail" } as const;
// Each code dies after five wrong ones by itself; this is for many codes in a row.
const codes = { max: 20, windowSeconds: 30 * minute, named: "email", over: "refuse" } as const;
// Text messages cost money.
const texts = {
  max: 4,
  windowSeconds: 30 * minute,
  named: "phoneNumber",
  over: "answer without a mail",
} as const;
const manyTexts = { max: 20, windowSeconds: 30 * minute };
const textCodes = { max: 20, windowSeconds: 30 * minute, named: "phoneNumber", over: "refuse" } as const;
const oftenEnough = { max: 60, windowSeconds: 5 * minute };

/** How often what may be tried, by endpoint. Forms call the same endpoints, so they count together. */
const rules: Record<string, Rule> = {
  "/sign-in/email": {
    perAddress: oftenEnough,
    perAccount: { ...guesses, named: "email", over: "refuse" },
    successClears: true,
  },
  "/sign-in/username": {
    perAddress: oftenEnough,
    perAccount: { ...guesses, named: "username", over: "refuse" },
    successClears: true,
  },
  "/sign-in/magic-link": { perAddress: oftenEnough, perAccount: mails },
  "/magic-link/verify": { perAddress: oftenEnough },
  "/email-otp/send-verification-otp": { perAddress: oftenEnough, perAccount: mails },
  "/email-otp/request-password-reset": { perAddress: oftenEnough, perAccount: mails },
  "/forget-password/email-otp": { perAddress: oftenEnough, perAccount: mails },
  "/email-otp/check-verification-otp": { perAddress: oftenEnough, perAccount: codes },
  "/email-otp/verify-email": { perAddress: oftenEnough, perAccount: codes },
  "/email-otp/reset-password": { perAddress: oftenEnough, perAccount: codes },
  "/sign-in/email-otp": { perAddress: oftenEnough, perAccount: codes, successClears: true },
  "/phone-number/send-otp": { perAddress: manyTexts, perAccount: texts },
  "/phone-number/request-password-reset": { perAddress: manyTexts, perAccount: texts },
  "/phone-number/verify": { perAddress: oftenEnough, perAccount: textCodes },
  "/phone-number/reset-password": { perAddress: oftenEnough, perAccount: textCodes },
  "/sign-in/phone-number": {
    perAddress: oftenEnough,
    perAccount: { ...guesses, named: "phoneNumber", over: "refuse" },
  },
  "/sign-up/email": { perAddress: oftenEnough },
  "/request-password-reset": { perAddress: oftenEnough, perAccount: mails },
  "/send-verification-email": { perAddress: oftenEnough, perAccount: mails },
  "/reset-password": { perAddress: oftenEnough },
  "/verify-email": { perAddress: oftenEnough },
  "/two-factor/verify-totp": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/send-otp": { perAddress: { max: 20, windowSeconds: 30 * minute } },
  "/two-factor/verify-otp": { perAddress: oftenEnough },
  "/two-factor/verify-backup-code": { perAddress: oftenEnough },
  "/two-factor/enable": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/disable": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/generate-backup-codes": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/two-factor/get-totp-uri": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/verify-password": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/change-password": { perAddress: oftenEnough, perAccount: password, successClears: true },
  "/passkey/generate-authenticate-options": { perAddress: { max: 200, windowSeconds: 5 * minute } },
  "/passkey/verify-authentication": { perAddress: oftenEnough },
  "/organization/invite-member": { perAddress: { max: 200, windowSeconds: 5 * minute } },
  "/organization/accept-invitation": { perAddress: oftenEnough },
  "/organization/reject-invitation": { perAddress: oftenEnough },
  "/is-username-available": { perAddress: oftenEnough },
  // Says whether an address has an account here; each person is counted as well, where it is done.
  "/organization/add-member": { perAddress: oftenEnough },
};

/** Paths that this plugin counts; better-auth's own limiter leaves them alone. */
export const limitedPaths = Object.keys(rules);

/**
 * Limits attempts inside better-auth's pipeline, where a form's direct `auth.api` call and a request to `/api/auth/*`
 * both pass: per address and per account in one store (ASVS 6.3.1). Over the limit it throws `TOO_MANY_ATTEMPTS`, 429,
 * with `Retry-After` in seconds.
 */
export function attemptLimits(db: Database) {
  return {
    id: "attempt-limits",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && path in rules,
          handler: createAuthMiddleware(async (ctx) => {
            const rule = rules[ctx.path];
            if (!rule) return;
            const account = await accountKey(db, ctx, rule);
            const perAddress = {
              key: `${ctx.path}|ip|${getIP(ctx.headers ?? new Headers(), ctx.context.options)}`,
              ...rule.perAddress,
            };
            if (!account || !rule.perAccount)
              return refuseOver(await countAttempt(db, [perAddress]), ctx.path);
            const { over, ...limit } = rule.perAccount;
            const perAccount: AttemptLimit = { ...limit, key: account };
            if (over === "refuse")
              return refuseOver(await countAttempt(db, [perAddress, perAccount]), ctx.path);
            refuseOver(await countAttempt(db, [perAddress]), ctx.path);
            if ((await countAttempt(db, [perAccount])) > 0) return ctx.json({ status: true });
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path !== undefined && rules[path]?.successClears === true,
          handler: createAuthMiddleware(async (ctx) => {
            const rule = rules[ctx.path];
            if (!rule || ctx.context.returned instanceof APIError) return;
            const account = await accountKey(db, ctx, rule);
            if (account) await forgetAttempts(db, [account]);
          }),
        },
      ],
    },
    $ERROR_CODES: {
      TOO_MANY_ATTEMPTS: {
        code: "TOO_MANY_ATTEMPTS",
        message: "Too many attempts. Please wait before you try again.",
      },
    },
  } satisfies BetterAuthPlugin;
}

/** Lets the owner of an address sign in by password at once: they have just proved themselves by its mailbox. */
export async function forgetSignInAttempts(db: Database, secret: string, email: string): Promise<void> {
  await forgetAttempts(db, [await keyOf(secret, "sign-in", email)]);
}

/** False once an address was told often enough that somebody signed up with it: nobody's mailbox can be flooded. */
export async function mayTellOfSignUp(db: Database, secret: string, email: string): Promise<boolean> {
  const { max, windowSeconds } = mails;
  const key = await keyOf(secret, "sign-up", email);
  return (await countAttempt(db, [{ key, max, windowSeconds }])) === 0;
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

async function accountKey(db: Database, ctx: HookContext, rule: Rule): Promise<string | undefined> {
  if (!rule.perAccount) return undefined;
  const { named } = rule.perAccount;
  if (named === "session") {
    const userId = (await getSessionFromCtx(ctx))?.user.id;
    return userId && keyOf(ctx.context.secret, "password", userId);
  }
  const name: unknown = ctx.body?.[named];
  if (typeof name !== "string" || name === "") return undefined;
  const isSignIn = ctx.path === "/sign-in/email" || ctx.path === "/sign-in/username";
  const account = named === "username" ? await addressOf(db, name) : name;
  return keyOf(ctx.context.secret, isSignIn ? "sign-in" : ctx.path, account);
}

/** Guesses by username and by address are guesses at one account. */
async function addressOf(db: Database, username: string): Promise<string> {
  const [found] = await db
    .select({ email: user.email })
    .from(user)
    .where(eq(user.username, username.trim().toLowerCase()));
  return found?.email ?? username;
}

/** Addresses are kept as a keyed hash: the limiter's table tells nobody who tried to sign in. */
export async function keyOf(secret: string, action: string, name: string): Promise<string> {
  const hash = await createHMAC("SHA-256", "base64urlnopad").sign(secret, name.trim().toLowerCase());
  return `${action}|account|${hash}`;
}

/** Throws `TOO_MANY_ATTEMPTS`, 429, where there are seconds to wait. */
export function refuseOver(waitSeconds: number, path: string): void {
  if (waitSeconds <= 0) return;
  logEvent("attempts over the limit", { path, waitSeconds });
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "TOO_MANY_ATTEMPTS", message: "Too many attempts. Please wait before you try again." },
    { "Retry-After": String(waitSeconds), "X-Retry-After": String(waitSeconds) },
  );
}
