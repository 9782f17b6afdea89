import { createHMAC } from "@better-auth/utils/hmac";
import { createOTP } from "@better-auth/utils/otp";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Database } from "../../db/db.server";
import { logEvent } from "../../request-scope.server";
import { countAttempt } from "../attempts.server";
import { makeBackupCodes } from "../backup-codes";
import { forgetVerifications } from "../verifications.server";

const day = 24 * 60 * 60;

/** Codes from an authenticator app and backup codes; a device can be trusted for 30 days. */
export function twoFactorPlugin(appName: string) {
  return twoFactor({
    issuer: appName,
    trustDeviceMaxAge: 30 * day,
    twoFactorCookieMaxAge: 10 * 60,
    backupCodeOptions: {
      storeBackupCodes: "encrypted",
      customBackupCodesGenerate: makeBackupCodes,
    },
  });
}

/**
 * A code from an authenticator app works once (RFC 6238 5.2, ASVS 6.5.1): the first request that brings a right code
 * claims it, in one atomic statement, for longer than any time step in which it could be right again. Turning the
 * second factor off ends the trust in every device, so that none of them skips the next one.
 */
export function twoFactorRules(db: Database) {
  return {
    id: "two-factor-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/two-factor/verify-totp",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id ?? (await challengedUser(ctx));
            const code: unknown = ctx.body?.code;
            if (!userId || typeof code !== "string" || !(await isRightCode(ctx, userId, code))) return;
            const claim = await createHMAC("SHA-256", "base64urlnopad").sign(
              ctx.context.secret,
              `${userId}|${code}`,
            );
            const wait = await countAttempt(db, [{ key: `totp|${claim}`, max: 1, windowSeconds: 120 }]);
            if (wait === 0) return;
            logEvent("auth", { path: ctx.path, outcome: codeAlreadyUsed.code, userId });
            throw new APIError("UNAUTHORIZED", codeAlreadyUsed);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === "/two-factor/disable",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = ctx.context.session?.user.id;
            if (!userId || ctx.context.returned instanceof APIError) return;
            await forgetVerifications(db, { userId, kind: "trust-device-" });
          }),
        },
      ],
    },
    $ERROR_CODES: {
      CODE_ALREADY_USED: { code: "CODE_ALREADY_USED", message: "This code has already been used" },
    },
  } satisfies BetterAuthPlugin;
}

const codeAlreadyUsed = { code: "CODE_ALREADY_USED", message: "This code has already been used" };

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who is between the first and the second factor in this browser. */
async function challengedUser(ctx: HookContext): Promise<string | undefined> {
  const cookie = ctx.context.createAuthCookie("two_factor");
  const challenge = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!challenge) return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(challenge))?.value;
}

async function isRightCode(ctx: HookContext, userId: string, code: string): Promise<boolean> {
  const where = [{ field: "userId", value: userId }];
  const row = await ctx.context.adapter.findOne<{ secret: string }>({ model: "twoFactor", where });
  if (!row) return false;
  const secret = await symmetricDecrypt({ key: ctx.context.secretConfig, data: row.secret });
  return createOTP(secret, { digits: 6, period: 30 }).verify(code);
}
