import type { BetterAuthOptions } from "better-auth";
import { getOAuthState } from "better-auth/api";

type UserInfo = Parameters<NonNullable<NonNullable<BetterAuthOptions["user"]>["validateUserInfo"]>>[0];

/**
 * A rule for `user.validateUserInfo`: a sign-in joins an account that has the same address only when the provider has
 * checked that address; else `account_not_linked`. Whoever connects while signed in is that person already, so there
 * the address does not matter.
 */
export async function refuseUnprovenAddress({ user, source }: UserInfo) {
  if (source.action !== "link-account" || source.method !== "oauth" || user.emailVerified === true) return;
  if ((await getOAuthState())?.link) return;
  return { error: "account_not_linked" };
}

/** Every provider is trusted to connect an address; `refuseUnprovenAddress` says when that happens by itself. */
export function accountLinking(providerIds: string[]) {
  return {
    enabled: true,
    trustedProviders: providerIds,
    allowDifferentEmails: true,
    // better-auth counts passwords and connections only; `lastWayIn` counts passkeys as well.
    allowUnlinkingAll: true,
  };
}
