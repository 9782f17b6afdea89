import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Env } from "../env.server";
import { refuseUnprovenAddress } from "./account-linking.server";
import { isPlaceholder } from "./placeholder-email";

type Validate = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;
type Facts = Parameters<Validate>[0];

/** Codes that a rule refuses with; pages have words for each. */
const refusals = {
  SIGN_UP_CLOSED: "New accounts are not made here",
  SIGN_UP_BY_INVITATION: "New accounts are made by invitation only",
  EMAIL_DOMAIN_NOT_ALLOWED: "Addresses of this domain are not accepted",
  SIGN_UP_BY_FORM: "New accounts are made with the form to sign up",
} as const;

type Refusal = keyof typeof refusals;

/**
 * Refuses at `/sign-up/email` what the rules below would refuse: better-auth would answer as if all were well, because
 * it cannot tell such a refusal from a taken address. Known and unknown addresses are refused alike.
 */
export function signUpRules(env: Env) {
  return {
    id: "sign-up-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/sign-up/email",
          handler: createAuthMiddleware(async (ctx) => {
            const user = { email: String(ctx.body?.email ?? "") };
            const facts: Facts = { user, source: { action: "create-user", method: "email-password" } };
            const refusal = signUpPolicy(env, facts) ?? domainPolicy(env, facts);
            if (refusal) throw new APIError("FORBIDDEN", { code: refusal, message: refusals[refusal] });
          }),
        },
      ],
    },
    $ERROR_CODES: {
      SIGN_UP_CLOSED: { code: "SIGN_UP_CLOSED", message: refusals.SIGN_UP_CLOSED },
      SIGN_UP_BY_INVITATION: { code: "SIGN_UP_BY_INVITATION", message: refusals.SIGN_UP_BY_INVITATION },
      EMAIL_DOMAIN_NOT_ALLOWED: {
        code: "EMAIL_DOMAIN_NOT_ALLOWED",
        message: refusals.EMAIL_DOMAIN_NOT_ALLOWED,
      },
      SIGN_UP_BY_FORM: { code: "SIGN_UP_BY_FORM", message: refusals.SIGN_UP_BY_FORM },
    },
  } satisfies BetterAuthPlugin;
}

/** Every rule that a new account or a new connection has to pass, whatever way it comes by; the first refusal counts. */
export function userRules(env: Env): Validate {
  const rules = [signUpPolicy, domainPolicy, botCheckPolicy];
  return async (facts) => {
    for (const rule of rules) {
      const refusal = rule(env, facts);
      if (refusal) return { error: refusal, errorDescription: refusals[refusal] };
    }
    return refuseUnprovenAddress(facts);
  };
}

/** Who may join at all. An operator's own making of accounts is not sign-up. */
function signUpPolicy({ SIGN_UP }: Env, { source }: Facts): Refusal | undefined {
  if (source.action !== "create-user" || source.method === "admin" || SIGN_UP === "open") return;
  return SIGN_UP === "closed" ? "SIGN_UP_CLOSED" : "SIGN_UP_BY_INVITATION";
}

/** Ways without the widget of the bot check. Signing in by them goes on; a provider has a check of its own. */
const unchecked = new Set(["magic-link", "email-otp", "phone-number"]);

/** Where robots are kept out of the form to sign up, they are kept from making accounts in another way. */
function botCheckPolicy({ TURNSTILE_SECRET_KEY }: Env, { source }: Facts): Refusal | undefined {
  if (!TURNSTILE_SECRET_KEY || source.action !== "create-user") return;
  return unchecked.has(source.method) ? "SIGN_UP_BY_FORM" : undefined;
}

function domainPolicy(env: Env, { user, source }: Facts): Refusal | undefined {
  if (source.action !== "create-user" || !user.email || isPlaceholder(user.email)) return;
  return isAllowedAddress(env, user.email) ? undefined : "EMAIL_DOMAIN_NOT_ALLOWED";
}

/** By its domain; a subdomain counts as its parent. */
function isAllowedAddress(
  env: Pick<Env, "ALLOWED_EMAIL_DOMAINS" | "BLOCKED_EMAIL_DOMAINS">,
  email: string,
): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const isOf = (parent: string) => domain === parent || domain.endsWith(`.${parent}`);
  if (env.BLOCKED_EMAIL_DOMAINS.some(isOf)) return false;
  return env.ALLOWED_EMAIL_DOMAINS.length === 0 || env.ALLOWED_EMAIL_DOMAINS.some(isOf);
}
