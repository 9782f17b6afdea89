import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { z } from "zod";
import type { Env } from "../../env.server";
import { logEvent } from "../../request-scope.server";
import { endpointName } from "../endpoint-name";

/** Carries the answer of the widget, for forms and endpoints alike. */
export const botCheckHeader = "x-captcha-response";

const timeoutMs = 5000;
const checked = new Set([
  "/sign-up/email",
  "/sign-in/email",
  "/sign-in/username",
  "/sign-in/phone-number",
  "/sign-in/anonymous",
  "/request-password-reset",
  "/phone-number/request-password-reset",
]);

const failed = { code: "BOT_CHECK_FAILED", message: "The bot check did not pass" };
const unavailable = { code: "BOT_CHECK_UNAVAILABLE", message: "The bot check is not available" };

/**
 * Asks Turnstile about whoever signs up, signs in by password or asks for a reset, once TURNSTILE_SECRET_KEY is set.
 * No answer, or a wrong one: 400 `BOT_CHECK_FAILED`. A service that is down lets nobody pass: 503
 * `BOT_CHECK_UNAVAILABLE`.
 */
export function botCheck(env: Env) {
  return {
    id: "bot-check",
    hooks: {
      before: [
        {
          matcher: (context) => Boolean(env.TURNSTILE_SECRET_KEY) && checked.has(endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const token = ctx.headers?.get(botCheckHeader);
            if (!token) throw new APIError("BAD_REQUEST", failed);
            const passed = await isHuman(env, token, ctx.headers?.get("cf-connecting-ip"));
            if (!passed) throw new APIError("BAD_REQUEST", failed);
          }),
        },
      ],
    },
    $ERROR_CODES: { BOT_CHECK_FAILED: failed, BOT_CHECK_UNAVAILABLE: unavailable },
  } satisfies BetterAuthPlugin;
}

const verdict = z.object({ success: z.boolean(), "error-codes": z.array(z.string()).default([]) });

/** What is wrong with our own settings, or with the service, and not with the one who asks. */
const notTheirFault = new Set(["missing-input-secret", "invalid-input-secret", "internal-error"]);

async function isHuman(env: Env, response: string, ip: string | null | undefined): Promise<boolean> {
  try {
    const body = new URLSearchParams({ secret: env.TURNSTILE_SECRET_KEY ?? "", response });
    if (ip) body.set("remoteip", ip);
    const answer = await fetch(env.TURNSTILE_VERIFY_URL, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { success, "error-codes": codes } = verdict.parse(await answer.json());
    const ours = codes.find((code) => notTheirFault.has(code));
    if (ours) throw new Error(ours);
    return success;
  } catch (error) {
    logEvent("bot check unavailable", { reason: error instanceof Error ? error.message : String(error) });
    throw new APIError("SERVICE_UNAVAILABLE", unavailable);
  }
}
