import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getAuthoritativeSessionFromCtx } from "better-auth/api";
import { setCookieCache } from "better-auth/cookies";
import { inBackground } from "../../request-scope.server";
import { textNotice } from "../../sms/messages";
import type { AuthServices } from "../auth.server";
import { isPlaceholder } from "../placeholder-email";
import { confirmedNumber } from "../second-step-codes.server";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];
type Found = NonNullable<Awaited<ReturnType<typeof getAuthoritativeSessionFromCtx>>>;

/**
 * A change of the signed-in account's number: the session shows the new one at once, the old one is told by text message
 * (ASVS 6.3.7), and a number that the second step depends on stays: `PHONE_NUMBER_IN_USE`, 400.
 */
export function phoneChanges({ env, sendText }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  const sessionBefore = new WeakMap<object, Found>();
  return {
    id: "phone-changes",
    hooks: {
      before: [
        {
          matcher: (context) => changeIn(context) !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const found = await getAuthoritativeSessionFromCtx(ctx);
            if (!found) throw new APIError("UNAUTHORIZED");
            if (changeIn(ctx) === "remove" && (await isSecondStep(ctx, found.user)))
              throw new APIError("BAD_REQUEST", $ERROR_CODES.PHONE_NUMBER_IN_USE);
            sessionBefore.set(ctx.context, found);
          }),
        },
      ],
      after: [
        {
          matcher: (context) => changeIn(context) !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const found = sessionBefore.get(ctx.context);
            if (!found || ctx.context.returned instanceof APIError) return;
            const isRemoved = changeIn(ctx) === "remove";
            const { session, user } = found;
            // Not `setSessionCookie`: to hooks that would be a new session.
            if (!isRemoved) {
              const { authCookies, secret } = ctx.context;
              const isShort = Boolean(await ctx.getSignedCookie(authCookies.dontRememberToken.name, secret));
              const changed = { ...user, phoneNumber: ctx.body.phoneNumber, phoneNumberVerified: true };
              await setCookieCache(ctx, { session, user: changed }, isShort);
            }
            const to = confirmedNumber(user);
            if (!to) return;
            const notice = isRemoved ? "number-removed" : "number-replaced";
            inBackground(sendText({ to, text: textNotice(notice, { appName, baseUrl }) }));
          }),
        },
      ],
    },
    $ERROR_CODES,
  } satisfies BetterAuthPlugin;
}

const $ERROR_CODES = {
  PHONE_NUMBER_IN_USE: { code: "PHONE_NUMBER_IN_USE", message: "The second step needs this phone number" },
} as const;

/** What a call does to the number of its caller. An update can only clear it: better-auth refuses any other value. */
export function changeIn({
  path,
  body,
}: {
  path?: string;
  body?: unknown;
}): "replace" | "remove" | undefined {
  const { phoneNumber, updatePhoneNumber } = (body ?? {}) as Record<string, unknown>;
  if (path === "/update-user") return phoneNumber === null ? "remove" : undefined;
  return path === "/phone-number/verify" && updatePhoneNumber ? "replace" : undefined;
}

/** True when codes for the second step reach this person in no other way. */
async function isSecondStep(ctx: HookContext, user: Found["user"]): Promise<boolean> {
  if (!user.twoFactorEnabled || !isPlaceholder(user.email)) return false;
  const where = [{ field: "userId", value: user.id }];
  const row = await ctx.context.adapter.findOne<{ verified: boolean }>({ model: "twoFactor", where });
  return row?.verified !== true;
}
