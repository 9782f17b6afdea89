import { expect, test } from "vitest";
import packageFile from "../../package.json";
import { joinAsAdmin } from "../support/admins";
import { testBindings } from "../support/bindings";
import { read } from "../support/page";
import { change } from "../support/records";

const page = "/admin/settings";

test("the page says what is configured, and what is switched off by what is not", async () => {
  const { visitor } = await joinAsAdmin();
  const { text } = await read(await visitor.visit(page));
  for (const words of [
    testBindings.BETTER_AUTH_URL,
    "Everybody may create an account.",
    "Programs can sign up as fast as the limits let them.",
    "There is one secret",
    "Answers, and has every migration",
    packageFile.version,
  ])
    expect(text).toContain(words);
});

test("no secret is on the page, whatever is configured", async () => {
  const { visitor } = await joinAsAdmin();
  const secrets = {
    BETTER_AUTH_SECRETS: `2:${testBindings.BETTER_AUTH_SECRET},1:${"an-old-secret-".repeat(3)}`,
    SMTP_URL: "smtp://mailer:hidden-smtp-password@127.0.0.1:2525",
    EMAIL_TRANSPORT: "smtp",
    SMS_TRANSPORT: "twilio",
    TWILIO_ACCOUNT_SID: "hidden-twilio-account",
    TWILIO_AUTH_TOKEN: "hidden-twilio-token",
    TWILIO_FROM: "+15550001111",
    TURNSTILE_SITE_KEY: "site-key",
    TURNSTILE_SECRET_KEY: "hidden-turnstile-secret",
    ADMIN_SETUP_TOKEN: "hidden-setup-token",
    GOOGLE_CLIENT_ID: "google-client",
    GOOGLE_CLIENT_SECRET: "hidden-google-secret",
    SIGN_UP: "closed",
  };
  const response = await visitor.visit(page, { "x-test-env": JSON.stringify(secrets) });
  const { text, html } = await read(response);
  for (const hidden of ["hidden-", "an-old-secret", testBindings.BETTER_AUTH_SECRET])
    expect(html).not.toContain(hidden);
  for (const words of [
    "By SMTP, at 127.0.0.1:2525; name and password are set",
    "By Twilio, from +15550001111",
    `Callback URL: ${testBindings.BETTER_AUTH_URL}/api/auth/callback/google`,
    "Nobody new can join.",
    "Versions 2, 1, the first one signs.",
    "Set, and of no more use: remove it.",
  ])
    expect(text).toContain(words);
});

test("a database that lacks migrations is named, here as in the health check", async () => {
  const { visitor } = await joinAsAdmin();
  await change("insert into d1_migrations (name) values ('0000_of-another-version.sql')");
  try {
    expect((await read(await visitor.visit(page))).text).toContain(
      "it is at 0000_of-another-version.sql, the app at",
    );
    expect((await visitor.visit("/api/health")).status).toBe(503);
  } finally {
    await change("delete from d1_migrations where name = '0000_of-another-version.sql'");
  }
});
