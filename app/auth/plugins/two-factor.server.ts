import { createHMAC } from "@better-auth/utils/hmac";
import { createOTP } from "@better-auth/utils/otp";
import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthEndpoint,
  createAuthMiddleware,
  getOAuthState,
  getSessionFromCtx,
} from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Database } from "../../db/db.server";
import { safeReturnTo } from "../../forms/return-to";
import { logEvent } from "../../request-scope.server";
import { recordActivity } from "../activity.server";
import { countAttempt } from "../attempts.server";
import type { AuthServices } from "../auth.server";
import { makeBackupCodes } from "../backup-codes";
import { challengeKey, challengeOf, hidden, type SecondStepWays } from "../challenge.server";
import { isPlaceholder } from "../placeholder-email";
import { confirmedNumber, secondStepCodes } from "../second-step-codes.server";
import { forgetVerifications } from "../verifications.server";

const day = 24 * 60 * 60;

/**
 * Ways to sign in that are one factor. better-auth asks for the second one after a password only; a passkey is two
 * factors by itself.
 */
const firstFactor =
  /^\/(sign-in\/(email|username|phone-number|email-otp|social)|phone-number\/verify|magic-link\/verify|callback\/[^/]+)$/;

/**
 * Codes from an authenticator app, by mail or by text message, and backup codes; a device can be trusted for 30 days.
 * Asked for after every way to sign in that is one factor.
 */
export function twoFactorPlugin(services: AuthServices) {
  const plugin = twoFactor({
    issuer: services.env.APP_NAME,
    // People without a password prove themselves in another way: `freshProof` asks for it.
    allowPasswordless: true,
    trustDeviceMaxAge: 30 * day,
    twoFactorCookieMaxAge: 10 * 60,
    backupCodeOptions: {
      storeBackupCodes: "encrypted",
      customBackupCodesGenerate: makeBackupCodes,
    },
    otpOptions: secondStepCodes(services),
  });
  for (const hook of plugin.hooks.after) hook.matcher = isFirstFactor;
  const { shouldRequireTwoFactor } = plugin;
  // It knows three paths; which one it is makes no other difference to it.
  plugin.shouldRequireTwoFactor = async (ctx) =>
    isFirstFactor(ctx) && shouldRequireTwoFactor({ ...ctx, path: "/sign-in/email" });
  return plugin;
}

function isFirstFactor({ path }: { path?: string }): boolean {
  return path !== undefined && firstFactor.test(path);
}

/**
 * A code from an authenticator app works once (RFC 6238 5.2, ASVS 6.5.1): the first request that brings a right code
 * claims it, in one atomic statement, for longer than any time step in which it could be right again. Turning the
 * second factor off ends the trust in every device, so that none of them skips the next one.
 */
export function twoFactorRules(db: Database) {
  return {
    id: "two-factor-rules",
    endpoints: {
      /** For the server alone: how the second step can be taken in this browser; null without a challenge. */
      secondStepWays: createAuthEndpoint(
        { method: "GET", requireHeaders: true, metadata: { SERVER_ONLY: true } },
        async (ctx): Promise<SecondStepWays | null> => {
          const challenge = await challengeOf(ctx);
          const user = challenge && (await ctx.context.internalAdapter.findUserById(challenge.userId));
          if (!challenge || !user) return null;
          const where = [{ field: "userId", value: user.id }];
          const row = await ctx.context.adapter.findOne<{ verified: boolean }>({ model: "twoFactor", where });
          return {
            app: row?.verified === true,
            email: isPlaceholder(user.email) ? undefined : hidden(user.email),
            numberEnd: confirmedNumber(user)?.slice(-4),
            key: await challengeKey(ctx.context.secret, challenge.proof),
          };
        },
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/two-factor/verify-totp",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id ?? (await challengeOf(ctx))?.userId;
            const code: unknown = ctx.body?.code;
            if (!userId || typeof code !== "string" || !(await isRightCode(ctx, userId, code))) return;
            const claim = await createHMAC("SHA-256", "base64urlnopad").sign(
              ctx.context.secret,
              `${userId}|${code}`,
            );
            const wait = await countAttempt(db, [{ key: `totp|${claim}`, max: 1, windowSeconds: 120 }]);
            if (wait === 0) return;
            logEvent("auth", { path: ctx.path, outcome: codeAlreadyUsed.code, userId });
            recordActivity(db, { userId, event: "sign-in-failed", detail: "code" });
            throw new APIError("UNAUTHORIZED", codeAlreadyUsed);
          }),
        },
      ],
      after: [
        {
          // Where the browser itself came from elsewhere it has to be led on to the second step.
          matcher: ({ path }) => path !== undefined && /^\/(callback|magic-link)\//.test(path),
          handler: createAuthMiddleware(async (ctx) => {
            const answer: unknown = ctx.context.returned;
            if (typeof answer !== "object" || answer === null || !("twoFactorRedirect" in answer)) return;
            const to = (await getOAuthState())?.callbackURL ?? ctx.query?.callbackURL;
            if (typeof to !== "string") return;
            const returnTo = safeReturnTo(to.replace(new URL(ctx.context.baseURL).origin, ""));
            throw ctx.redirect(`/sign-in/two-factor?${new URLSearchParams({ returnTo })}`);
          }),
        },
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

async function isRightCode(ctx: HookContext, userId: string, code: string): Promise<boolean> {
  const where = [{ field: "userId", value: userId }];
  const row = await ctx.context.adapter.findOne<{ secret: string }>({ model: "twoFactor", where });
  if (!row) return false;
  const secret = await symmetricDecrypt({ key: ctx.context.secretConfig, data: row.secret });
  return createOTP(secret, { digits: 6, period: 30 }).verify(code);
}
