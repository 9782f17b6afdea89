import type { ListedProvider } from "../auth/providers.server";
import type { Env } from "../env.server";
import { joining, waysIn } from "./joining-report";
import { fact, off, on, type ReportedSetting } from "./reported-setting";

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
