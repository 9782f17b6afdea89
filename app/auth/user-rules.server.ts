import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { isInvited as isInvitedAddress } from "../db/invitations.server";
import type { Env } from "../env.server";
import { refuseUnprovenAddress } from "./account-linking.server";
import type { AuthServices } from "./auth.server";
import { isPlaceholder } from "./placeholder-email";
import { provenAddress } from "./plugins/invited-sign-up.server";
import { refuseReservedAddress } from "./reserved-addresses.server";
import { mayJoin } from "./sign-up-invitations.server";

type Validate = NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>;
type Facts = Parameters<Validate>[0];
type Services = Pick<AuthServices, "env" | "db">;

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
 * it cannot tell such a refusal from a taken address. Known and unknown addresses are refused alike, and only the link
 * of an invitation tells that there is one: anybody can type an address that somebody else has invited.
 */
export function signUpRules(services: Services) {
  const { db } = services;
  return {
    id: "sign-up-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/sign-up/email",
          handler: createAuthMiddleware(async (ctx) => {
            const user = { email: String(ctx.body?.email ?? ""), emailVerified: false };
            const facts: Facts = { user, source: { action: "create-user", method: "email-password" } };
            const isInvited = async () => (await provenAddress(db, ctx)) === user.email.toLowerCase();
            const refusal =
              (await signUpPolicy(services, facts, { token: ctx.body?.invitation, isInvited })) ??
              domainPolicy(services.env, facts);
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
export function userRules(services: AuthServices): Validate {
  const { env, db } = services;
  return async (facts, ctx) => {
    const token = facts.source.method === "email-password" ? ctx.body?.invitation : undefined;
    const isInvited = async () =>
      Boolean(facts.user.email) && (await isInvitedAddress(db, facts.user.email ?? ""));
    const refusal =
      (await signUpPolicy(services, facts, { token, isInvited })) ??
      domainPolicy(env, facts) ??
      botCheckPolicy(env, facts);
    if (refusal) return { error: refusal, errorDescription: refusals[refusal] };
    return (await refuseReservedAddress(services, ctx.context.secret, facts)) ?? refuseUnprovenAddress(facts);
  };
}

/** Why an account may not have this address, as an error's body; nothing where it may. */
export function domainRefusal(env: Env, email: string): { code: string; message: string } | undefined {
  if (isPlaceholder(email)) return { code: "INVALID_EMAIL", message: "Invalid email" };
  if (isAllowedAddress(env, email)) return undefined;
  return { code: "EMAIL_DOMAIN_NOT_ALLOWED", message: refusals.EMAIL_DOMAIN_NOT_ALLOWED };
}

/** Who may join at all. An operator's own making of accounts is not sign-up. */
async function signUpPolicy(
  { env: { SIGN_UP }, db }: Services,
  { user, source }: Facts,
  { token, isInvited }: { token: unknown; isInvited: () => Promise<boolean> },
): Promise<Refusal | undefined> {
  if (source.action !== "create-user" || source.method === "admin" || SIGN_UP === "open") return undefined;
  if (SIGN_UP === "closed") return "SIGN_UP_CLOSED";
  // Into an organization.
  if (await isInvited()) return undefined;
  const isByNumber = source.method === "phone-number";
  const address = String((isByNumber ? user.phoneNumber : user.email) ?? "");
  const isProven = isByNumber || user.emailVerified === true;
  return (await mayJoin(db, { address, isProven, token })) ? undefined : "SIGN_UP_BY_INVITATION";
}

/** Ways without the widget of the bot check. Signing in by them goes on; a provider has a check of its own. */
const unchecked = new Set(["magic-link", "email-otp", "phone-number"]);

/**
 * Where robots are kept out of the form to sign up, they are kept from making accounts in another way. Whoever was
 * invited is none.
 */
function botCheckPolicy({ TURNSTILE_SECRET_KEY, SIGN_UP }: Env, { source }: Facts): Refusal | undefined {
  if (!TURNSTILE_SECRET_KEY || SIGN_UP === "invite" || source.action !== "create-user") return;
  return unchecked.has(source.method) ? "SIGN_UP_BY_FORM" : undefined;
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
