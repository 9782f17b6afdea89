import { href } from "react-router";

interface Problem {
  title: string;
  text: string;
  /** Where people go on once they have signed in; else to where they wanted. */
  next?: string;
}

const denied: Problem = {
  title: "You did not go on at the provider",
  text: "It was cancelled there, and nothing has changed. Try again, or choose another way.",
};

const expired: Problem = {
  title: "That took too long",
  text: "The way to the provider and back works once, for a few minutes, in one browser. Please begin again.",
};

const notLinked: Problem = {
  title: "There is an account with this address",
  text: "Sign in the way you did before. You can connect this provider on the page that follows.",
  next: href("/account/security/connections"),
};

const notConnected: Problem = {
  title: "The provider was not connected",
  text: "Nothing has changed. Sign in to your account and try again.",
  next: href("/account/security/connections"),
};

const taken: Problem = {
  title: "This belongs to another account",
  text: "That account at the provider is connected to another account here. Sign in to that one and disconnect it first.",
};

const unverified: Problem = {
  title: "Confirm your e-mail address",
  text: "The provider has not checked your address. Open the link in the message that we sent there, then sign in.",
};

const noAddress: Problem = {
  title: "The provider gave no e-mail address",
  text: "An account here needs one. Allow the provider to share your address, or choose another way.",
};

const closed: Problem = {
  title: "No account was made",
  text: "New accounts are not made here. If you have one, sign in the way you did before.",
};

const uninvited: Problem = {
  title: "By invitation only",
  text: "The address that the provider gave was not invited. Use the one that your invitation went to, or ask somebody who is here already.",
};

const domain: Problem = {
  title: "No account was made",
  text: "Addresses of this domain are not accepted here. Choose an account with another address at the provider.",
};

const banned: Problem = {
  title: "This account is closed",
  text: "Whoever runs this service has closed it. Ask them if you think that this is a mistake.",
};

const down: Problem = {
  title: "The provider did not answer as it should",
  text: "Nothing has changed. Try again in a minute, or choose another way.",
};

const misconfigured: Problem = {
  title: "This way to sign in is not set up right",
  text: "Choose another way, and tell whoever runs this service which provider it was.",
};

const tooMany: Problem = {
  title: "Too many attempts",
  text: "Wait a minute, then try again.",
};

const noRoom: Problem = {
  title: "There is room for no more accounts",
  text: "Five accounts are signed in on this device. Go on as one of them, and sign out of one on the page Accounts.",
};

const unknown: Problem = {
  title: "That did not work",
  text: "Something went wrong between here and the provider. Try again, or choose another way.",
};

/** By the code that better-auth adds to the address: its own, one of ours, or what the provider sent (RFC 6749 4.1.2.1). */
const problems = new Map<string, Problem>(
  [
    // Apple's and LinkedIn's own words are among them.
    [denied, "access_denied user_cancelled_authorize user_cancelled_login user_denied consent_required"],
    [expired, "state_mismatch state_not_found state_invalid please_restart_the_process no_code"],
    [notLinked, "account_not_linked"],
    [notConnected, "unable_to_link_account"],
    [taken, "account_already_linked_to_different_user"],
    [unverified, "email_not_verified"],
    [noAddress, "email_not_found"],
    [closed, "SIGN_UP_CLOSED signup_disabled"],
    [uninvited, "SIGN_UP_BY_INVITATION"],
    [domain, "EMAIL_DOMAIN_NOT_ALLOWED"],
    [banned, "BANNED_USER banned"],
    [down, "invalid_code unable_to_get_user_info server_error temporarily_unavailable"],
    [
      misconfigured,
      "invalid_request unauthorized_client unsupported_response_type invalid_scope invalid_client redirect_uri_mismatch",
    ],
    [misconfigured, "application_suspended oauth_provider_not_found issuer_mismatch issuer_missing"],
    [tooMany, "too_many_attempts"],
    [noRoom, "TOO_MANY_ACCOUNTS"],
  ].flatMap(([problem, codes]) => (codes as string).split(" ").map((code) => [code, problem as Problem])),
);

/** What went wrong on the way to a provider and back, in words; a code that is not known gets general ones. */
export function problemOf(code: string | null): Problem {
  return problems.get(code ?? "") ?? unknown;
}
