import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { account } from "../../db/schema";
import type { Env } from "../../env.server";
import { inBackground } from "../../request-scope.server";
import { isBreached } from "../breached-passwords.server";
import { endpointName } from "../endpoint-name";
import { hashPassword, needsRehash, type PasswordProblem, passwordProblem } from "../password.server";
import { isAsker } from "../phone-codes.server";
import { forgetVerifications } from "../verifications.server";

const messages: Record<PasswordProblem, string> = {
  PASSWORD_TOO_SHORT: "Password too short",
  PASSWORD_TOO_LONG: "Password too long",
  PASSWORD_TOO_COMMON: "This password is one of the most common ones",
  PASSWORD_IS_ABOUT_YOU: "This password is your name or address",
};

const breached = { code: "PASSWORD_BREACHED", message: "This password is known from a data breach" };

const setsPassword = new Set([
  "/sign-up/email",
  "/change-password",
  "/reset-password",
  "/email-otp/reset-password",
  "/phone-number/reset-password",
  "setPassword",
]);

/**
 * Refuses weak new passwords in forms and endpoints alike (ASVS 6.2.1, 6.2.4, 6.2.11), and replaces a hash made with
 * older parameters once its password is known again.
 */
export function passwordPolicy({ db, env }: { db: Database; env: Env }) {
  return {
    id: "password-policy",
    hooks: {
      before: [
        {
          matcher: (context) => setsPassword.has(endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const password: unknown = ctx.body?.newPassword ?? ctx.body?.password;
            if (typeof password !== "string") return;
            const owner = await ownerOf(ctx);
            const about = [env.APP_NAME, owner?.name, owner?.email, owner?.username, owner?.phoneNumber];
            const problem = passwordProblem(
              password,
              about.filter((word) => typeof word === "string"),
            );
            if (problem) throw new APIError("BAD_REQUEST", { code: problem, message: messages[problem] });
            if (await isBreached(env, password)) throw new APIError("BAD_REQUEST", breached);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) =>
            path !== undefined && /^\/sign-in\/(email|username|phone-number)$/.test(path),
          handler: createAuthMiddleware(async (ctx) => {
            const userId = ctx.context.newSession?.user.id;
            if (userId) inBackground(rehash(db, userId, ctx.body.password));
          }),
        },
        {
          matcher: ({ path }) => path === "/change-password",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = ctx.context.session?.user.id;
            if (!userId || ctx.context.returned instanceof APIError) return;
            // What was handed out for the old password ends with it.
            await forgetVerifications(db, { userId, kind: "reset-password:" });
            await forgetVerifications(db, { userId, kind: "change-email:" });
            if (ctx.body.revokeOtherSessions)
              await forgetVerifications(db, { userId, kind: "trust-device-" });
          }),
        },
      ],
    },
    $ERROR_CODES: {
      PASSWORD_TOO_COMMON: { code: "PASSWORD_TOO_COMMON", message: messages.PASSWORD_TOO_COMMON },
      PASSWORD_IS_ABOUT_YOU: { code: "PASSWORD_IS_ABOUT_YOU", message: messages.PASSWORD_IS_ABOUT_YOU },
      PASSWORD_BREACHED: breached,
    },
  } satisfies BetterAuthPlugin;
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Whose password is being set: of the form, of the link in a mail, of the code in a text message, or of the session. */
async function ownerOf(ctx: HookContext): Promise<Record<string, unknown> | null | undefined> {
  if (ctx.path === "/sign-up/email") return ctx.body;
  if (ctx.path === "/phone-number/reset-password") {
    const { phoneNumber: number, otp: code } = ctx.body ?? {};
    // To somebody who was sent no code it would tell whose number this is.
    if (!isAsker(ctx, { purpose: "reset", number, code })) return undefined;
    const where = [{ field: "phoneNumber", value: number }];
    return ctx.context.adapter.findOne({ model: "user", where });
  }
  if (ctx.path !== "/reset-password") return (await getSessionFromCtx(ctx))?.user;
  const { internalAdapter } = ctx.context;
  const proof = await internalAdapter.findVerificationValue(
    `reset-password:${ctx.body?.token ?? ctx.query?.token}`,
  );
  return proof && internalAdapter.findUserById(proof.value);
}

async function rehash(db: Database, userId: string, password: string): Promise<void> {
  const isCredential = and(eq(account.userId, userId), eq(account.providerId, "credential"));
  const [stored] = await db.select({ hash: account.password }).from(account).where(isCredential);
  if (!stored?.hash || !needsRehash(stored.hash)) return;
  // Only where the old hash still stands: a password changed meanwhile wins.
  await db
    .update(account)
    .set({ password: await hashPassword(password) })
    .where(and(isCredential, eq(account.password, stored.hash)));
}
