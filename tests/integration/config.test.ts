import { expect, test } from "vitest";
import { testBindings } from "../support/bindings";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { nextCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

/** Settings for one request; `null` takes one away. */
function settings(env: Record<string, string | null>) {
  return { "x-test-env": JSON.stringify(env) };
}

test("a missing secret stops every page with 503, named, with how to mend it", async () => {
  for (const path of [
    "/",
    "/sign-in",
    "/dashboard",
    "/api/health",
    "/api/auth/get-session",
    "/outbox.json",
    "/no-such-page",
  ]) {
    const response = await newVisitor().visit(path, settings({ BETTER_AUTH_SECRET: null }));
    expect([path, response.status]).toEqual([path, 503]);
    expect(await response.text()).toContain(
      "✖ BETTER_AUTH_SECRET: is missing. Make one with `openssl rand -base64 32`",
    );
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  }
});

test("everything that is wrong is named at once, and no secret is in the list", async () => {
  const env = {
    DB: null,
    BETTER_AUTH_URL: "id.example.com",
    BETTER_AUTH_SECRET: "too-short-a-secret",
    EMAIL_TRANSPORT: "smtp",
  };
  const text = await (await newVisitor().visit("/", settings(env))).text();
  expect([...text.matchAll(/^✖ (\w+):/gm)].map(([, name]) => name)).toEqual([
    "DB",
    "BETTER_AUTH_URL",
    "BETTER_AUTH_SECRET",
    "SMTP_URL",
  ]);
  expect(text).not.toContain("too-short-a-secret");
  expect(text).toContain("npm run doctor");
});

test("the outbox is refused off loopback, before any message is kept", async () => {
  const response = await newVisitor().visit(
    "/outbox.json",
    settings({ BETTER_AUTH_URL: "https://id.example.com" }),
  );
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("EMAIL_TRANSPORT: is outbox");
});

test("a healthy app says so", async () => {
  const healthy = await newVisitor().visit("/api/health");
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: "ok" }]);
});

test("the app's own name is on pages", async () => {
  const page = await read(await newVisitor().visit("/sign-in", settings({ APP_NAME: "<b>Acme</b> & Co" })));
  expect(page.text).toContain("<b>Acme</b> & Co");
  expect(page.html).not.toContain("<b>");
});

test("after a rotation of secrets, what the old one encrypted can still be read", async () => {
  const { visitor, ...person } = await join();
  const { secret } = await turnOnTwoFactor(visitor, person.password);
  const newer = "a newer secret of the test suite that came later on";
  const rotated = settings({ BETTER_AUTH_SECRETS: `2:${newer},1:${testBindings.BETTER_AUTH_SECRET}` });
  const browser = newVisitor();
  await browser.submit("/sign-in", { email: person.email, password: person.password }, rotated);
  expect(sent(await browser.submit("/sign-in/two-factor", { code: await nextCode(secret) }, rotated))).toBe(
    "303 /dashboard",
  );
  expect((await browser.visit("/dashboard", rotated)).status).toBe(200);
  expect((await browser.visit("/dashboard")).status).toBe(302);
});
