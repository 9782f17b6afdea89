import { z } from "zod";

/** A list with commas; empty when not set. */
export const commaList = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

const domains = commaList.transform((list) => list.map((domain) => domain.toLowerCase()));

/** For SMS_TRANSPORT=twilio. */
export const twilioSettings = {
  TWILIO_ACCOUNT_SID: z.string().min(1).optional().describe("Account, for SMS_TRANSPORT=twilio."),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional().describe("Secret of that account."),
  TWILIO_FROM: z.string().min(1).optional().describe("Sender: a number as +15550001111, or a sender id."),
  TWILIO_URL: z.url().default("https://api.twilio.com").describe("Where the twilio transport posts to."),
};

/** A provider that speaks OAuth 2 or OpenID Connect, by discovery or by its three addresses. */
const oauthProvider = z
  .object({
    providerId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and -"),
    name: z.string().min(1).max(40),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    scopes: z.array(z.string()).default(["openid", "email", "profile"]),
    discoveryUrl: z.url().optional(),
    authorizationUrl: z.url().optional(),
    tokenUrl: z.url().optional(),
    userInfoUrl: z.url().optional(),
  })
  .refine((p) => p.discoveryUrl || (p.authorizationUrl && p.tokenUrl && p.userInfoUrl), {
    error: "needs discoveryUrl, or authorizationUrl, tokenUrl and userInfoUrl",
  });

/** Who may join, and by which ways. */
export const signInSettings = {
  SIGN_UP: z
    .enum(["open", "invite", "closed"], { error: "must be open, invite or closed" })
    .default("open")
    .describe("Who may create an account: everybody, people with an invitation, nobody."),
  ANONYMOUS_SIGN_IN: z
    .enum(["on", "off"], { error: "must be on or off" })
    .default("off")
    .describe("Lets people try without an account, where SIGN_UP is open. They can keep it later."),
  BLOCKED_EMAIL_DOMAINS: domains.describe("Domains whose addresses may not sign up, with commas."),
  ALLOWED_EMAIL_DOMAINS: domains.describe("The only domains whose addresses may sign up, with commas."),
  PASSWORD_BREACH_CHECK: z
    .enum(["on", "off"], { error: "must be on or off" })
    .default("on")
    .describe(
      "Refuses new passwords that are known from breaches; only 5 characters of a hash leave the app.",
    ),
  PASSWORD_BREACH_URL: z
    .url()
    .default("https://api.pwnedpasswords.com/range/")
    .describe("Range API that knows breached passwords."),
  TURNSTILE_SITE_KEY: z.string().min(1).optional().describe("Bot check: the public key of the widget."),
  TURNSTILE_SECRET_KEY: z.string().min(1).optional().describe("Bot check: the secret that goes with it."),
  TURNSTILE_VERIFY_URL: z
    .url()
    .default("https://challenges.cloudflare.com/turnstile/v0/siteverify")
    .describe("Where an answer of the bot check is verified."),
  OAUTH_PROVIDERS: z
    .string()
    .optional()
    .transform((text, check) => {
      if (!text?.trim()) return [];
      const parsed = z.array(oauthProvider).safeParse(readJson(text));
      if (parsed.success) return parsed.data;
      const [first] = parsed.error.issues;
      const where = first?.path.join(".");
      check.addIssue({
        code: "custom",
        message: `must be a JSON list of providers${where ? `: ${where} ${first?.message}` : ""}`,
      });
      return z.NEVER;
    })
    .describe(
      'Any OAuth 2 / OpenID Connect providers: [{"providerId","name","discoveryUrl","clientId","clientSecret","scopes"}].',
    ),
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
