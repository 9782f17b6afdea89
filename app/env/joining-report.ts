import type { ListedProvider } from "../auth/providers.server";
import type { Env } from "../env.server";
import { off, on, type ReportedSetting } from "./reported-setting";

const policies = {
  open: "Everybody may create an account.",
  invite: "People with an invitation may: npm run invite -- ada@example.com.",
  closed: "Nobody new can join.",
};

/** Who may join, and what is asked of them. */
export function joining(env: Env) {
  const guests = env.ANONYMOUS_SIGN_IN === "on" && env.SIGN_UP === "open";
  const [only, never] = [env.ALLOWED_EMAIL_DOMAINS, env.BLOCKED_EMAIL_DOMAINS].map((list) => list.join(", "));
  return [
    {
      label: "Sign-up",
      state: env.SIGN_UP === "closed" ? "off" : "on",
      text: policies[env.SIGN_UP],
      names: ["SIGN_UP"],
    },
    only
      ? on("Only these domains", only, "ALLOWED_EMAIL_DOMAINS")
      : off("Only these domains", "Addresses of any domain may sign up.", "ALLOWED_EMAIL_DOMAINS"),
    never
      ? on("Never these domains", never, "BLOCKED_EMAIL_DOMAINS")
      : off("Never these domains", "No domain is kept out.", "BLOCKED_EMAIL_DOMAINS"),
    guests
      ? on("Guests", "People can try without an account.", "ANONYMOUS_SIGN_IN")
      : off(
          "Guests",
          "Nobody can try without an account: that takes it on, and sign-up open.",
          "ANONYMOUS_SIGN_IN",
        ),
    env.TURNSTILE_SITE_KEY
      ? on(
          "Bot check",
          "Turnstile, before sign-up and where passwords are guessed; its secret is set.",
          "TURNSTILE_SITE_KEY",
          "TURNSTILE_SECRET_KEY",
        )
      : off(
          "Bot check",
          "Programs can sign up as fast as the limits let them.",
          "TURNSTILE_SITE_KEY",
          "TURNSTILE_SECRET_KEY",
        ),
    env.PASSWORD_BREACH_CHECK === "on"
      ? on(
          "Breached passwords",
          `Refused; looked up at ${new URL(env.PASSWORD_BREACH_URL).host}`,
          "PASSWORD_BREACH_CHECK",
        )
      : off(
          "Breached passwords",
          "Taken: anybody may choose a password that is known from a breach.",
          "PASSWORD_BREACH_CHECK",
        ),
  ] satisfies ReportedSetting[];
}

/** Each provider with the address that it has to be told. */
export function waysIn(env: Env, providers: ListedProvider[]) {
  if (providers.length === 0)
    return [
      off(
        "Providers",
        "Nobody can sign in with Google, GitHub or the like.",
        "GOOGLE_CLIENT_ID",
        "OAUTH_PROVIDERS",
      ),
    ];
  return providers.map(({ id, name }) =>
    on(name, `Callback URL: ${env.BETTER_AUTH_URL}/api/auth/callback/${id}`),
  );
}
