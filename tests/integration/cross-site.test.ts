import { expect, test } from "vitest";
import { join } from "../support/people";
import { newVisitor, origin } from "../support/visitor";

const unsafeMethods = ["POST", "PUT", "PATCH", "DELETE"];

/** What a request says about where it comes from, and whether that is here. */
const senders: [string, Record<string, string | undefined>, boolean][] = [
  ["this site", { "Sec-Fetch-Site": "same-origin", Origin: origin }, true],
  ["this site, by a browser without Sec-Fetch-Site", { Origin: origin }, true],
  ["the address bar", { "Sec-Fetch-Site": "none", Origin: undefined }, true],
  ["no browser", { Origin: undefined }, true],
  ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }, false],
  ["another site that hides its origin", { "Sec-Fetch-Site": "cross-site", Origin: undefined }, false],
  ["another site that claims our origin", { "Sec-Fetch-Site": "cross-site", Origin: origin }, false],
  ["a sister domain", { "Sec-Fetch-Site": "same-site", Origin: "http://sister.localhost:8788" }, false],
  ["a sister domain without an origin", { "Sec-Fetch-Site": "same-site", Origin: undefined }, false],
  ["another origin, by an old browser", { Origin: "https://evil.example" }, false],
  ["another port", { Origin: "http://localhost:8789" }, false],
  ["another scheme", { Origin: "https://localhost:8788" }, false],
  ["an origin that begins like ours", { Origin: `${origin}.evil.example` }, false],
  ["a sandboxed frame", { "Sec-Fetch-Site": "cross-site", Origin: "null" }, false],
  ["a sandboxed frame, by an old browser", { Origin: "null" }, false],
  ["words that are no site", { "Sec-Fetch-Site": "same-origin, cross-site", Origin: origin }, false],
];

test.each(senders)("ASVS 3.5.1, 3.5.3, 3.5.8: forms from %s", async (_, headers, isWelcome) => {
  const { visitor, email, password } = await join();
  const form = { name: "Mallory", username: "", bio: "", website: "" };
  for (const path of ["/account", "/account?index", "/account.data?index"]) {
    const { status } = await visitor.send(path, { form, headers });
    expect(isWelcome ? [200, 202, 303] : [400, 403], `${path}: ${status}`).toContain(status);
  }
  expect((await (await visitor.visit("/dashboard")).text()).includes("Hello, Mallory")).toBe(isWelcome);
  const stranger = newVisitor();
  const signedIn = await stranger.send("/sign-in", { form: { email, password }, headers });
  expect(signedIn.status === 303).toBe(isWelcome);
  expect(stranger.cookies.has("latchkey.session_token")).toBe(isWelcome);
  await visitor.send("/sign-out", { form: {}, headers });
  expect((await visitor.visit("/dashboard")).status).toBe(isWelcome ? 302 : 200);
});

test.each(senders)("a passkey's answer, which is no form, from %s", async (_, headers, isWelcome) => {
  for (const method of unsafeMethods)
    for (const path of ["/sign-in/passkey", "/SIGN-IN/passkey/"]) {
      const { status } = await newVisitor().send(path, { method, json: {}, headers });
      expect(status, `${method} ${path}`).toBe(isWelcome ? 400 : 403);
    }
});

test("endpoints go by the origin, which every script of a browser sends", async () => {
  const { visitor } = await join();
  for (const [sender, headers] of senders) {
    const name = `Mallory of ${sender}`;
    for (const path of ["/api/auth/update-user", "/API/auth/update-user", "//api/auth/update-user"])
      await visitor.send(origin + path, { json: { name }, headers });
    const greeted = await (await visitor.visit("/dashboard")).text();
    expect(greeted.includes(`Hello, ${name}`), sender).toBe(headers.Origin === origin);
  }
});

test("every unsafe method from another site is refused, at every kind of path", async () => {
  const { visitor } = await join();
  const headers = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
  for (const method of unsafeMethods)
    for (const path of ["/", "/account", "/theme", "/sign-out", "/verify-email", "/nothing", "/outbox.json"])
      expect([400, 403], `${method} ${path}`).toContain(
        (await visitor.send(path, { method, form: {}, headers })).status,
      );
});

test("a trusted origin may call endpoints and still send no form", async () => {
  const app = newVisitor({
    settings: { TRUSTED_ORIGINS: "https://app.example.com, https://other.example.com" },
  });
  const { email, password } = await join();
  const headers = { "Sec-Fetch-Site": "cross-site", Origin: "https://app.example.com" };
  const form = await app.send("/sign-in", { form: { email, password }, headers });
  expect([400, 403]).toContain(form.status);
  const call = await app.send("/api/auth/sign-in/email", { json: { email, password }, headers });
  expect(call.status).toBe(200);
  const evil = { ...headers, Origin: "https://evil.example" };
  const refused = await app.send("/api/auth/sign-in/email", { json: { email, password }, headers: evil });
  expect(refused.status).toBe(403);
});

test("an endpoint sends nobody on to another origin", async () => {
  const { email, password } = await join();
  for (const to of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const calls = [
      newVisitor().call("/api/auth/sign-in/email", { email, password, callbackURL: to }),
      newVisitor().call("/api/auth/request-password-reset", { email, redirectTo: to }),
      newVisitor().call("/api/auth/send-verification-email", { email, callbackURL: to }),
      newVisitor().visit(`/api/auth/reset-password/none?callbackURL=${encodeURIComponent(to)}`),
    ];
    for (const response of await Promise.all(calls)) expect([400, 403], to).toContain(response.status);
  }
});
