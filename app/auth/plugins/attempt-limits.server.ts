import { getIP } from "@better-auth/core/utils/ip";
import { createHMAC } from "@better-auth/utils/hmac";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { eq } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { user } from "../../db/schema";
import { logEvent } from "../../request-scope.server";
import { mails, type Rule, rules, signIns } from "../attempt-rules";
import { type AttemptLimit, countAttempt, forgetAttempts } from "../attempts.server";

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
            const always = [perAddress, ...(await callerLimit(ctx, rule))];
            if (!account || !rule.perAccount) return refuseOver(await countAttempt(db, always), ctx.path);
            const { over, max, windowSeconds } = rule.perAccount;
            const perAccount: AttemptLimit = { max, windowSeconds, key: account };
            if (over === "refuse")
              return refuseOver(await countAttempt(db, [...always, perAccount]), ctx.path);
            refuseOver(await countAttempt(db, always), ctx.path);
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

/** False once an address had enough mails about what others do with it: nobody's mailbox can be flooded. */
export async function mayTell(
  db: Database,
  secret: string,
  of: "sign-up" | "change-email",
  email: string,
): Promise<boolean> {
  const { max, windowSeconds } = mails;
  const key = await keyOf(secret, of, email);
  return (await countAttempt(db, [{ key, max, windowSeconds }])) === 0;
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

async function accountKey(db: Database, ctx: HookContext, rule: Rule): Promise<string | undefined> {
  if (!rule.perAccount) return undefined;
  const { named, together } = rule.perAccount;
  if (named === "session") {
    const userId = (await getSessionFromCtx(ctx))?.user.id;
    return userId && keyOf(ctx.context.secret, "password", userId);
  }
  const name: unknown = ctx.body?.[named];
  if (typeof name !== "string" || name === "") return undefined;
  const isGuess = together === signIns.together && named !== "email";
  const account = isGuess ? await addressOf(db, named, name) : name;
  return keyOf(ctx.context.secret, together ?? ctx.path, account);
}

async function callerLimit(ctx: HookContext, { perCaller }: Rule): Promise<AttemptLimit[]> {
  const userId = perCaller && (await getSessionFromCtx(ctx))?.user.id;
  if (!userId) return [];
  const { together, ...limit } = perCaller;
  return [{ ...limit, key: await keyOf(ctx.context.secret, together, userId) }];
}

/** Guesses by username or phone number and by address are guesses at one account. */
async function addressOf(db: Database, named: "username" | "phoneNumber", name: string): Promise<string> {
  const [found] = await db
    .select({ email: user.email })
    .from(user)
    .where(eq(user[named], name.trim().toLowerCase()));
  return found?.email ?? name;
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
