import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Database } from "../db/db.server";
import { isInvited as isInvitedAddress } from "../db/invitations.server";
import type { Env } from "../env.server";
import { refuseUnprovenAddress } from "./account-linking.server";
import { isPlaceholder } from "./placeholder-email";
import { provenAddress } from "./plugins/invited-sign-up.server";

type Validate = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;
type Facts = Parameters<Validate>[0];

interface Services {
  env: Env;
  db: Database;
}

/** Codes that a rule refuses with; pages have words for each. */
const refusals = {
  SIGN_UP_CLOSED: "New accounts are not made here",
  SIGN_UP_BY_INVITATION: "New accounts are made by invitation only",
  EMAIL_DOMAIN_NOT_ALLOWED: "Addresses of this domain are not accepted",
} as const;

type Refusal = keyof typeof refusals;

/**
 * Refuses at `/sign-up/email` what the rules below would refuse: better-auth would answer as if all were well, because
 * it cannot tell such a refusal from a taken address. Known and unknown addresses are refused alike, and only the link
 * of an invitation tells that there is one: anybody can type an address that somebody else has invited.
 */
export function signUpRules({ env, db }: Services) {
  return {
    id: "sign-up-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/sign-up/email",
          handler: createAuthMiddleware(async (ctx) => {
            const user = { email: String(ctx.body?.email ?? "") };
            const facts: Facts = { user, source: { action: "create-user", method: "email-password" } };
            const isInvited = async () => (await provenAddress(db, ctx)) === user.email.toLowerCase();
            const refusal = (await signUpPolicy(env, facts, isInvited)) ?? domainPolicy(env, facts);
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
    },
  } satisfies BetterAuthPlugin;
}

/** Every rule that a new account or a new connection has to pass, whatever way it comes by; the first refusal counts. */
export function userRules({ env, db }: Services): Validate {
  return async (facts) => {
    const isInvited = async () =>
      Boolean(facts.user.email) && (await isInvitedAddress(db, facts.user.email ?? ""));
    const refusal = (await signUpPolicy(env, facts, isInvited)) ?? domainPolicy(env, facts);
    if (refusal) return { error: refusal, errorDescription: refusals[refusal] };
    return refuseUnprovenAddress(facts);
  };
}

/** Who may join at all. An operator's own making of accounts is not sign-up. */
async function signUpPolicy(
  { SIGN_UP }: Env,
  { source }: Facts,
  isInvited: () => Promise<boolean>,
): Promise<Refusal | undefined> {
  if (source.action !== "create-user" || source.method === "admin" || SIGN_UP === "open") return;
  if (SIGN_UP === "closed") return "SIGN_UP_CLOSED";
  return (await isInvited()) ? undefined : "SIGN_UP_BY_INVITATION";
}

function domainPolicy(env: Env, { user, source }: Facts): Refusal | undefined {
  if (source.action !== "create-user" || !user.email || isPlaceholder(user.email)) return;
  return isAllowedAddress(env, user.email) ? undefined : "EMAIL_DOMAIN_NOT_ALLOWED";
}

/** By its domain; a subdomain counts as its parent. */
export function isAllowedAddress(
  env: Pick<Env, "ALLOWED_EMAIL_DOMAINS" | "BLOCKED_EMAIL_DOMAINS">,
  email: string,
): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const isOf = (parent: string) => domain === parent || domain.endsWith(`.${parent}`);
  if (env.BLOCKED_EMAIL_DOMAINS.some(isOf)) return false;
  return env.ALLOWED_EMAIL_DOMAINS.length === 0 || env.ALLOWED_EMAIL_DOMAINS.some(isOf);
}
