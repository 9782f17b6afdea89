import { passkey as passkeyPlugin } from "@better-auth/passkey";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { and, count, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { account, passkey } from "../../db/schema";
import type { PasskeyOwner } from "../browser";

/** Discoverable credentials with user verification: something one has and is or knows, so no second factor is asked. */
export function passkeys({ baseUrl, appName }: { baseUrl: string; appName: string }) {
  return passkeyPlugin({
    rpID: new URL(baseUrl).hostname,
    rpName: appName,
    origin: new URL(baseUrl).origin,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: async ({ verification }) => {
        if (!verification.registrationInfo?.userVerified) throw new APIError("BAD_REQUEST", notVerified);
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) throw new APIError("UNAUTHORIZED", notVerified);
      },
    },
  });
}

/**
 * The WebAuthn user handle: one per account, random as the account's id is, and no address (WebAuthn L3 14.6.1).
 * Browsers find an account's passkeys by it when they are told which ones are still accepted.
 */
function userHandle(userId: string): string {
  return Buffer.from(userId).toString("base64url");
}

/** What the browser is told about the owner of an account's passkeys. */
export function passkeyOwner(
  baseUrl: string,
  user: { id: string; name: string; email: string },
): PasskeyOwner {
  const rpId = new URL(baseUrl).hostname;
  return { rpId, userId: userHandle(user.id), name: user.email, displayName: user.name };
}

/** Gives all passkeys of an account one user handle, asks for user verification, and keeps the last way in. */
export function passkeyRules(db: Database) {
  return {
    id: "passkey-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/passkey/delete-passkey",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id;
            if (userId && !(await hasAnotherWayIn(db, userId))) throw new APIError("BAD_REQUEST", lastWayIn);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === "/passkey/generate-register-options",
          handler: createAuthMiddleware(async (ctx) => {
            const options = ctx.context.returned;
            const user = ctx.context.session?.user;
            if (!user || !isRegistrationOptions(options)) return;
            return ctx.json({
              ...options,
              user: { id: userHandle(user.id), name: user.email, displayName: user.name },
            });
          }),
        },
        {
          matcher: ({ path }) => path === "/passkey/generate-authenticate-options",
          handler: createAuthMiddleware(async (ctx) => {
            const options = ctx.context.returned;
            if (options && typeof options === "object" && "challenge" in options)
              return ctx.json({ ...options, userVerification: "required" });
          }),
        },
      ],
    },
    $ERROR_CODES: {
      LAST_WAY_TO_SIGN_IN: {
        code: "LAST_WAY_TO_SIGN_IN",
        message: "The last way to sign in cannot be removed",
      },
      USER_NOT_VERIFIED: { code: "USER_NOT_VERIFIED", message: "The device did not check who is using it" },
    },
  } satisfies BetterAuthPlugin;
}

const lastWayIn = { code: "LAST_WAY_TO_SIGN_IN", message: "The last way to sign in cannot be removed" };
const notVerified = { code: "USER_NOT_VERIFIED", message: "The device did not check who is using it" };

async function hasAnotherWayIn(db: Database, userId: string): Promise<boolean> {
  const ownPasskeys = db.select({ total: count() }).from(passkey).where(eq(passkey.userId, userId));
  const passwords = db
    .select({ total: count() })
    .from(account)
    .where(and(eq(account.userId, userId), isNotNull(account.password)));
  const [[left], [withPassword]] = await db.batch([ownPasskeys, passwords]);
  return (left?.total ?? 0) > 1 || (withPassword?.total ?? 0) > 0;
}

function isRegistrationOptions(value: unknown): value is { user: object } {
  return typeof value === "object" && value !== null && "challenge" in value && "user" in value;
}
