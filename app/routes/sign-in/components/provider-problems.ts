interface Problem {
  title: string;
  text: string;
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
  text: "Sign in the way you did before. Then connect this provider on the page Connections of your account.",
};

const notConnected: Problem = {
  title: "The provider was not connected",
  text: "Nothing has changed. Sign in to your account and try again.",
};

const banned: Problem = {
  title: "This account is closed",
  text: "Whoever runs this service has closed it. Ask them if you think that this is a mistake.",
};

const closed: Problem = {
  title: "No account was made",
  text: "New accounts cannot be made this way here. Sign in with the account that you have.",
};

const uninvited: Problem = {
  title: "By invitation only",
  text: "The address that the provider gave was not invited. Use the one that your invitation went to, or ask somebody who is here already.",
};

/** By the code that better-auth adds to the address. */
const problems = new Map<string, Problem>([
  ["access_denied", denied],
  // Apple's and LinkedIn's own words for it.
  ["user_cancelled_authorize", denied],
  ["user_cancelled_login", denied],
  ["state_mismatch", expired],
  ["state_not_found", expired],
  ["state_invalid", expired],
  ["please_restart_the_process", expired],
  ["account_not_linked", notLinked],
  ["unable_to_link_account", notConnected],
  [
    "account_already_linked_to_different_user",
    {
      title: "This belongs to another account",
      text: "That account at the provider is connected to somebody else's account here. Disconnect it there first.",
    },
  ],
  [
    "email_not_verified",
    {
      title: "Confirm your e-mail address",
      text: "The provider has not checked your address. Open the link in the message that we sent there, then sign in.",
    },
  ],
  [
    "email_not_found",
    {
      title: "The provider gave no e-mail address",
      text: "An account here needs one. Allow the provider to share your address, or choose another way.",
    },
  ],
  [
    "TOO_MANY_ACCOUNTS",
    {
      title: "There is room for no more accounts",
      text: "Five accounts are signed in on this device. Go on as one of them, and sign out of one on the page Accounts.",
    },
  ],
  ["signup_disabled", closed],
  ["SIGN_UP_CLOSED", closed],
  ["SIGN_UP_BY_INVITATION", uninvited],
  ["EMAIL_DOMAIN_NOT_ALLOWED", closed],
  ["BANNED_USER", banned],
  ["banned", banned],
]);

/** What went wrong on the way to a provider and back, in words; a code that is not known gets general ones. */
export function problemOf(code: string | null): Problem {
  return (
    problems.get(code ?? "") ?? {
      title: "That did not work",
      text: "Something went wrong between here and the provider. Try again, or choose another way.",
    }
  );
}
