import type { ListedProvider } from "../auth/providers.server";
import type { Env } from "../env.server";

/** One setting as an operator reads it. It never holds a secret, only whether one is set. */
interface ReportedSetting {
  label: string;
  /** A fact is neither on nor off: it always has a value. */
  state: "on" | "off" | "fact";
  /** What is set; where it is off, what that switches off. */
  text: string;
  /** The names in the configuration. */
  names: string[];
}

export interface ReportedGroup {
  title: string;
  settings: ReportedSetting[];
}

/** Everything that is configured and everything that is not, for the page of the console. */
export function settingsReport(env: Env, providers: ListedProvider[]): ReportedGroup[] {
  return [
    { title: "Address", settings: address(env) },
    { title: "Messages", settings: messages(env) },
    { title: "Who may join", settings: joining(env) },
    { title: "Providers", settings: waysIn(env, providers) },
    { title: "Sessions and secrets", settings: sessions(env) },
    { title: "Organizations", settings: organizations(env) },
    { title: "What is kept", settings: kept(env) },
  ];
}

function on(label: string, text: string, ...names: string[]): ReportedSetting {
  return { label, state: "on", text, names };
}

function fact(label: string, text: string, ...names: string[]): ReportedSetting {
  return { label, state: "fact", text, names };
}

function off(label: string, text: string, ...names: string[]): ReportedSetting {
  return { label, state: "off", text, names };
}

function address(env: Env) {
  const origins = env.TRUSTED_ORIGINS.join(", ");
  return [
    fact("Base URL", env.BETTER_AUTH_URL, "BETTER_AUTH_URL"),
    fact("Name", env.APP_NAME, "APP_NAME"),
    origins
      ? on("Other origins", origins, "TRUSTED_ORIGINS")
      : off("Other origins", "No other site may call the API with cookies.", "TRUSTED_ORIGINS"),
  ];
}

function messages(env: Env) {
  const texts = env.SMS_TRANSPORT ?? (env.EMAIL_TRANSPORT === "outbox" ? "outbox" : undefined);
  return [
    on("Mail", `${mailWay(env)}, from ${env.EMAIL_FROM}`, "EMAIL_TRANSPORT", "EMAIL_FROM"),
    texts
      ? on(
          "Text messages",
          texts === "outbox"
            ? `Kept on this machine: ${env.BETTER_AUTH_URL}/outbox`
            : `By Twilio, from ${env.TWILIO_FROM}`,
          "SMS_TRANSPORT",
          "TWILIO_FROM",
        )
      : off(
          "Text messages",
          "Nobody can add a phone number, or sign in with a code by text message.",
          "SMS_TRANSPORT",
        ),
  ];
}

function mailWay(env: Env): string {
  switch (env.EMAIL_TRANSPORT) {
    case "outbox":
      return `Kept on this machine: ${env.BETTER_AUTH_URL}/outbox`;
    case "resend":
      return `By Resend, at ${new URL(env.RESEND_URL).host}; its key is set`;
    case "smtp": {
      const { host, username } = new URL(env.SMTP_URL ?? "smtp://nowhere");
      return `By SMTP, at ${host}; ${username ? "name and password are set" : "without a password"}`;
    }
  }
}

const policies = {
  open: "Everybody may create an account.",
  invite: "People with an invitation may: npm run invite -- ada@example.com.",
  closed: "Nobody new can join.",
};

function joining(env: Env) {
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

function waysIn(env: Env, providers: ListedProvider[]) {
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

function sessions(env: Env) {
  const rotation = env.BETTER_AUTH_SECRETS;
  const { SESSION_EXPIRES_IN_DAYS: days, SESSION_UPDATE_AGE_HOURS: hours } = env;
  return [
    fact(
      "Sessions",
      `End ${days} days after the last visit, which is noted every ${hours} hours.`,
      "SESSION_EXPIRES_IN_DAYS",
      "SESSION_UPDATE_AGE_HOURS",
    ),
    fact("Secret", "Set.", "BETTER_AUTH_SECRET"),
    rotation
      ? on(
          "Secret rotation",
          `Versions ${rotation.map(({ version }) => version).join(", ")}, the first one signs.`,
          "BETTER_AUTH_SECRETS",
        )
      : off("Secret rotation", "There is one secret: a new one signs everybody out.", "BETTER_AUTH_SECRETS"),
    env.ADMIN_SETUP_TOKEN
      ? on("Setup token", "Set, and of no more use: remove it.", "ADMIN_SETUP_TOKEN")
      : off("Setup token", "Not set, as it should be once there is an admin.", "ADMIN_SETUP_TOKEN"),
  ];
}

function organizations(env: Env) {
  return [
    fact("Organizations of one person", `${env.ORGANIZATIONS_PER_USER} at most`, "ORGANIZATIONS_PER_USER"),
    fact("Members", `${env.MEMBERS_PER_ORGANIZATION} at most`, "MEMBERS_PER_ORGANIZATION"),
    fact("Open invitations", `${env.INVITATIONS_PER_ORGANIZATION} at most`, "INVITATIONS_PER_ORGANIZATION"),
    fact("Teams", `${env.TEAMS_PER_ORGANIZATION} at most`, "TEAMS_PER_ORGANIZATION"),
    fact("Own roles", `${env.ROLES_PER_ORGANIZATION} at most`, "ROLES_PER_ORGANIZATION"),
    fact(
      "Domains",
      `Their records are looked up at ${new URL(env.DNS_RESOLVER_URL).host}`,
      "DNS_RESOLVER_URL",
    ),
  ];
}

function kept(env: Env) {
  return [
    env.AVATARS
      ? on("Pictures", "In the R2 bucket that is bound as AVATARS.", "AVATARS")
      : off(
          "Pictures",
          "No R2 bucket is bound: nobody can upload one, initials stand for people and organizations.",
          "AVATARS",
        ),
    env.HOUSEKEEPING_TOKEN
      ? on("Scheduler", "Its token is set: it may call POST /api/housekeeping.", "HOUSEKEEPING_TOKEN")
      : off("Scheduler", "What is over is removed on the heels of requests alone.", "HOUSEKEEPING_TOKEN"),
    fact("Audit log", `Rows are kept for ${env.AUDIT_RETENTION_DAYS} days.`, "AUDIT_RETENTION_DAYS"),
  ];
}
