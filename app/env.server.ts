import { z } from "zod";
import { consoleSettings } from "./env/console";
import { organizationSettings } from "./env/organizations";
import { configuredProviders, type SocialProviderSettings } from "./env/providers";
import { commaList, signInSettings, twilioSettings } from "./env/settings";

/** The whole configuration of one deployment, checked. Optional parts are `undefined` when switched off. */
export type Env = z.output<typeof environment> & {
  DB: D1Database;
  /** Where pictures of people are kept; without it they are drawn from initials. */
  AVATARS?: R2Bucket;
  /** Social providers that have both an id and a secret. */
  socialProviders: SocialProviderSettings[];
};

/** Thrown when the configuration cannot serve. `message` lists every entry that is wrong and how to mend it. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/**
 * Every setting by name. The description of each is also its line in `.dev.vars.example`
 * (`npm run env:example` writes it), and what `npm run doctor` says when it is missing.
 *
 * @public read by the commands in `scripts/`
 */
export const environment = z
  .object({
    BETTER_AUTH_URL: z
      .url({
        protocol: /^https?$/,
        error: "must be the address people use, for example https://id.example.com",
      })
      .transform((address) => new URL(address).origin)
      .describe("Base URL, without a path. `npm start` and `npm run dev` set it for this machine."),
    BETTER_AUTH_SECRET: z
      .string({ error: "is missing. Make one with `openssl rand -base64 32`" })
      .refine((secret) => new TextEncoder().encode(secret).length >= 32, {
        error: "is shorter than 32 bytes. Make one with `openssl rand -base64 32`",
      })
      .describe(
        "Secret of 32 bytes or more: signs cookies, encrypts stored secrets. `openssl rand -base64 32`",
      ),
    BETTER_AUTH_SECRETS: z
      .string()
      .optional()
      .transform((text, check) => parseSecrets(text, check))
      .describe("For rotation: `version:secret,…`, newest first. Secrets no longer first still decrypt."),
    TRUSTED_ORIGINS: commaList.describe(
      "Other origins that may call /api/auth/* with credentials, with commas.",
    ),
    APP_NAME: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .default("Latchkey")
      .describe("Shown in pages, mails and authenticator apps."),
    EMAIL_TRANSPORT: z
      .enum(["outbox", "resend", "smtp"], { error: "must be outbox, resend or smtp" })
      .default("outbox")
      .describe("outbox (kept in the local database, loopback only), resend or smtp."),
    EMAIL_FROM: z
      .string()
      .trim()
      .min(3)
      .default("Latchkey <sign-in@localhost>")
      .describe("Sender: Name <address>."),
    RESEND_API_KEY: z.string().min(1).optional().describe("API key, for EMAIL_TRANSPORT=resend."),
    RESEND_URL: z
      .url()
      .default("https://api.resend.com/emails")
      .describe("Where the resend transport posts to."),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: "must look like smtps://user:password@host:465" })
      .optional()
      .describe(
        "smtp://user:password@host:587 or smtps://…:465, for EMAIL_TRANSPORT=smtp. Port 25 is closed on Workers.",
      ),
    SMS_TRANSPORT: z
      .enum(["outbox", "twilio"], { error: "must be outbox or twilio" })
      .optional()
      .describe(
        "outbox (as for mail) or twilio. Not set: the outbox where mail uses it, else no text messages.",
      ),
    ...twilioSettings,
    ...signInSettings,
    ...organizationSettings,
    ...consoleSettings,
    SESSION_EXPIRES_IN_DAYS: z.coerce
      .number()
      .positive()
      .max(365)
      .default(7)
      .describe("Sliding end of a session, in days."),
    SESSION_UPDATE_AGE_HOURS: z.coerce
      .number()
      .positive()
      .default(24)
      .describe("How often that end slides on, in hours."),
  })
  // `when`: looked at even where single entries are wrong, so that everything is named at once.
  .superRefine(
    (env, check) => {
      const missing = (name: string, message: string) =>
        check.addIssue({ code: "custom", path: [name], message });
      const isPublic =
        URL.canParse(env.BETTER_AUTH_URL) &&
        env.BETTER_AUTH_URL.startsWith("http") &&
        !isLoopback(env.BETTER_AUTH_URL);
      if (env.EMAIL_TRANSPORT === "outbox" && isPublic)
        missing(
          "EMAIL_TRANSPORT",
          `is outbox, which keeps every mail readable at /outbox: only for a loopback address, and BETTER_AUTH_URL is ${env.BETTER_AUTH_URL}. Set resend or smtp`,
        );
      if (env.EMAIL_TRANSPORT === "resend" && !env.RESEND_API_KEY)
        missing(
          "RESEND_API_KEY",
          "is missing, and EMAIL_TRANSPORT is resend. `wrangler pages secret put RESEND_API_KEY`",
        );
      if (env.EMAIL_TRANSPORT === "smtp" && !env.SMTP_URL)
        missing("SMTP_URL", "is missing, and EMAIL_TRANSPORT is smtp. `wrangler pages secret put SMTP_URL`");
      if (env.SMS_TRANSPORT === "outbox" && isPublic)
        missing(
          "SMS_TRANSPORT",
          "is outbox, which is only for a loopback address. Set twilio, or leave it out",
        );
      if (env.SMS_TRANSPORT === "twilio")
        for (const name of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const)
          if (!env[name])
            missing(name, `is missing, and SMS_TRANSPORT is twilio. \`wrangler pages secret put ${name}\``);
      if (Boolean(env.TURNSTILE_SITE_KEY) !== Boolean(env.TURNSTILE_SECRET_KEY))
        missing("TURNSTILE_SITE_KEY", "and TURNSTILE_SECRET_KEY belong together: set both or none");
      if (isPublic && env.BETTER_AUTH_URL.startsWith("http:"))
        missing("BETTER_AUTH_URL", "must start with https:// unless it is a loopback address");
      // Whoever could change the answer on its way could take somebody else's domain.
      if (/^http:/.test(env.DNS_RESOLVER_URL) && !isLoopback(env.DNS_RESOLVER_URL))
        missing("DNS_RESOLVER_URL", "must start with https:// unless it is a loopback address");
    },
    { when: () => true },
  );

/** Checks bindings and variables together. Throws `EnvironmentError` that names everything that is wrong at once. */
export function parseEnv(bindings: object): Env {
  const db = "DB" in bindings ? bindings.DB : undefined;
  const result = environment.safeParse(bindings);
  const problems = result.success ? [] : [z.prettifyError(withNames(result.error))];
  const social = configuredProviders(bindings);
  problems.push(...social.problems.map((problem) => `✖ ${problem}`));
  if (!isDatabase(db))
    problems.unshift(
      '✖ DB: the D1 binding is missing. Add [[d1_databases]] with binding = "DB" to wrangler.toml',
    );
  if (!result.success || !isDatabase(db) || problems.length > 0)
    throw new EnvironmentError(problems.join("\n"));
  const avatars = "AVATARS" in bindings && isBucket(bindings.AVATARS) ? bindings.AVATARS : undefined;
  return { ...result.data, DB: db, AVATARS: avatars, socialProviders: social.providers };
}

/** True for localhost, 127.0.0.0/8 and [::1]: addresses that only this machine reaches. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

function isDatabase(value: unknown): value is D1Database {
  return typeof value === "object" && value !== null && "prepare" in value;
}

function isBucket(value: unknown): value is R2Bucket {
  return typeof value === "object" && value !== null && "put" in value;
}

/** Puts each variable's name in front of its message, so that the list reads as sentences. */
function withNames(error: z.ZodError): z.ZodError {
  return new z.ZodError(
    error.issues.map((issue) => ({
      ...issue,
      message: `${issue.path.join(".")}: ${issue.message}`,
      path: [],
    })),
  );
}

function parseSecrets(text: string | undefined, check: z.RefinementCtx) {
  if (!text) return undefined;
  const secrets = text.split(",").map((entry) => {
    const [version = "", ...rest] = entry.trim().split(":");
    return { version: Number(version), value: rest.join(":") };
  });
  if (secrets.every(({ version, value }) => Number.isInteger(version) && version > 0 && value.length >= 32))
    return secrets;
  check.addIssue({
    code: "custom",
    message: "must look like 2:newsecret,1:oldsecret, each of 32 characters or more",
  });
  return z.NEVER;
}
