import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { account } from "../../db/schema";
import { inBackground } from "../../request-scope.server";
import { endpointName } from "../endpoint-name";
import { hashPassword, needsRehash, type PasswordProblem, passwordProblem } from "../password.server";

const messages: Record<PasswordProblem, string> = {
  PASSWORD_TOO_SHORT: "Password too short",
  PASSWORD_TOO_LONG: "Password too long",
  PASSWORD_TOO_COMMON: "This password is one of the most common ones",
  PASSWORD_IS_ABOUT_YOU: "This password is your name or address",
};

const setsPassword = new Set(["/sign-up/email", "/change-password", "/reset-password", "setPassword"]);

/**
 * Refuses weak new passwords in forms and endpoints alike (ASVS 6.2.1, 6.2.4, 6.2.11), and replaces a hash made with
 * older parameters once its password is known again.
 */
export function passwordPolicy({ db, appName }: { db: Database; appName: string }) {
  return {
    id: "password-policy",
    hooks: {
      before: [
        {
          matcher: (context) => setsPassword.has(endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const password: unknown = ctx.body?.newPassword ?? ctx.body?.password;
            if (typeof password !== "string") return;
            const user = ctx.path === "/sign-up/email" ? ctx.body : (await getSessionFromCtx(ctx))?.user;
            const about = [appName, user?.name, user?.email].filter((word) => typeof word === "string");
            const problem = passwordProblem(password, about);
            if (problem) throw new APIError("BAD_REQUEST", { code: problem, message: messages[problem] });
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === "/sign-in/email" || path === "/sign-in/username",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = ctx.context.newSession?.user.id;
            if (userId) inBackground(rehash(db, userId, ctx.body.password));
          }),
        },
      ],
    },
    $ERROR_CODES: {
      PASSWORD_TOO_COMMON: { code: "PASSWORD_TOO_COMMON", message: messages.PASSWORD_TOO_COMMON },
      PASSWORD_IS_ABOUT_YOU: { code: "PASSWORD_IS_ABOUT_YOU", message: messages.PASSWORD_IS_ABOUT_YOU },
    },
  } satisfies BetterAuthPlugin;
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
