import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import { emailOTP } from "better-auth/plugins/email-otp";
import { magicLink } from "better-auth/plugins/magic-link";
import { z } from "zod";
import { signInCode } from "../../email/sign-in-code";
import { signInLink } from "../../email/sign-in-link";
import { inBackground, requestHeaders } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { whoAsked } from "../device.server";

const minute = 60;
const linkLifetimeSeconds = 10 * minute;
const browserCookie = "magic_link";

/** Sign-in by a link in a mail: works once, for ten minutes (ASVS 6.5.5), in the browser that asked, and is kept as a hash. */
export function magicLinks({ env, sendEmail }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return magicLink({
    expiresIn: linkLifetimeSeconds,
    storeToken: "hashed",
    sendMagicLink: async ({ email: to, token, url, metadata }, ctx) => {
      const returnTo = new URL(url).searchParams.get("callbackURL") ?? "/";
      const who = whoAsked(requestHeaders());
      const adds = metadata?.add === true;
      inBackground(sendEmail(signInLink({ to, token, returnTo, adds, appName, baseUrl, who })));
      if (!ctx) return;
      const cookie = ctx.context.createAuthCookie(browserCookie, { maxAge: linkLifetimeSeconds });
      await ctx.setSignedCookie(cookie.name, await digest(token), ctx.context.secret, cookie.attributes);
    },
  });
}

/**
 * A link signs in only the browser that asked for it (ASVS 6.6.2): elsewhere it is refused with `OTHER_BROWSER`, and is
 * not spent. A mail scanner that follows it has no such cookie.
 */
export function magicLinkRules() {
  return {
    id: "magic-link-rules",
    endpoints: {
      /** For the server alone: what a link is worth in this browser, without spending it. */
      magicLinkState: createAuthEndpoint(
        {
          method: "GET",
          query: z.object({ token: z.string() }),
          requireHeaders: true,
          metadata: { SERVER_ONLY: true },
        },
        async (ctx): Promise<"good" | "dead" | "elsewhere"> => {
          const kept = await digest(ctx.query.token);
          const link = await ctx.context.internalAdapter.findVerificationValue(`magic-link:${kept}`);
          if (!link || link.expiresAt < new Date()) return "dead";
          return (await isAsker(ctx, ctx.query.token)) ? "good" : "elsewhere";
        },
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/magic-link/verify",
          handler: createAuthMiddleware(async (ctx) => {
            if (await isAsker(ctx, String(ctx.query?.token ?? ""))) return;
            throw new APIError("FORBIDDEN", otherBrowser);
          }),
        },
      ],
    },
    $ERROR_CODES: { OTHER_BROWSER: otherBrowser },
  } satisfies BetterAuthPlugin;
}

const otherBrowser = { code: "OTHER_BROWSER", message: "Another browser asked for this link" };

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** True in the browser that asked for the link with this token. */
async function isAsker(ctx: HookContext, token: string): Promise<boolean> {
  const cookie = ctx.context.createAuthCookie(browserCookie);
  const asked = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  return Boolean(asked) && asked === (await digest(token));
}

/** As better-auth keeps it: SHA-256, base64url without padding. */
async function digest(token: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Buffer.from(hash).toString("base64url");
}

/** Sign-in by a code in a mail: ten minutes, five tries, kept as a hash; a newer one replaces it. */
export function emailCodes({ env, sendEmail }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return emailOTP({
    otpLength: 6,
    expiresIn: 10 * minute,
    allowedAttempts: 5,
    storeOTP: "hashed",
    sendVerificationOTP: async ({ email: to, otp: code, type }) => {
      const who = whoAsked(requestHeaders());
      inBackground(sendEmail(signInCode({ to, code, purpose: type, appName, baseUrl, who })));
    },
  });
}
