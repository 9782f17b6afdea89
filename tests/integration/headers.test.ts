import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { afterEach, expect, test, vi } from "vitest";
import { exhaust } from "../support/guesses";
import { join, newPerson, signIn } from "../support/people";
import { builtRoutes } from "../support/routes";
import { halfSignIn } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

afterEach(() => {
  vi.restoreAllMocks();
});

/** A database that answers no query: what every page makes of it is a failure of ours. */
const broken = { settings: { DB: { prepare: "nothing" } } };

const answers: Record<string, () => Promise<Response>> = {
  "a page": () => newVisitor().visit("/"),
  "a page with a form": () => newVisitor().visit("/sign-in"),
  "a guarded page": async () => (await join()).visitor.visit("/dashboard"),
  "the data of a page": async () => (await join()).visitor.visit("/dashboard.data"),
  "the head of a page": () => newVisitor().send("/sign-in", { method: "HEAD" }),
  "a redirect": () => newVisitor().visit("/dashboard"),
  "a redirect as data": () => newVisitor().visit("/dashboard.data"),
  "a redirect after a form": () => newVisitor().submit("/forgot-password", { email: newPerson().email }),
  "a resource": () => newVisitor().visit("/outbox.json"),
  "the health check": () => newVisitor().visit("/api/health"),
  "a well-known file": () => newVisitor().visit("/.well-known/security.txt"),
  "React Router's manifest": () => newVisitor().visit("/__manifest?paths=%2Fdashboard&version=1"),
  "an endpoint": () => newVisitor().visit("/api/auth/get-session"),
  "an endpoint's redirect (302)": () => newVisitor().visit("/api/auth/error?error=nope"),
  "an endpoint that refuses": () => newVisitor().visit("/api/auth/list-sessions"),
  "an endpoint that is not there": () => newVisitor().visit("/api/auth/nothing"),
  "a form to be mended (422)": () => newVisitor().submit("/sign-in", {}),
  "a form from another site (400)": () =>
    newVisitor().submit("/sign-in", {}, { Origin: "https://evil.example" }),
  "a form from another site (403)": () =>
    newVisitor().submit("/sign-in", {}, { "Sec-Fetch-Site": "cross-site" }),
  "no page (404)": () => newVisitor().visit("/nothing/here"),
  "no page, with an address that cannot be read (404)": () => newVisitor().visit("/%E0%A4%A"),
  "no page, as data (404)": () => newVisitor().visit("/nothing.data"),
  "a method that a page does not take (405)": () => newVisitor().send("/", { method: "POST" }),
  "a method that nothing takes (405)": () => newVisitor().send("/", { method: "PROPFIND" }),
  "a dead link (410)": () => newVisitor().visit("/reset-password?token=none"),
  "too much (413)": () => newVisitor().submit("/sign-in", {}, { "Content-Length": "1000000" }),
  "no form at all (415)": () => newVisitor().call("/sign-in", {}),
  "too many attempts (429)": () => tooMany("/sign-in"),
  "too many attempts at an endpoint (429)": () => tooMany("/api/auth/sign-in/email"),
  "a failure (500)": () => newVisitor(broken).submit("/sign-in", newPerson()),
  "a failure of an endpoint (500)": () => newVisitor(broken).call("/api/auth/sign-in/email", newPerson()),
  "a database that is gone (503)": () => newVisitor(broken).visit("/api/health"),
  "a configuration that cannot serve (503)": () =>
    newVisitor({ settings: { BETTER_AUTH_SECRET: "short" } }).visit("/"),
};

test.each(Object.entries(answers))("ASVS 3.4: %s carries every header", async (name, ask) => {
  vi.spyOn(console, "error").mockReturnValue();
  const { status, headers } = await ask();
  const said = /\((\d+)\)/.exec(name)?.[1];
  expect(String(status)).toMatch(said ?? /^(20\d|30\d|401|404)$/);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-security-policy": expect.stringMatching(/^default-src 'none';.*base-uri 'none'/),
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "cache-control": expect.stringContaining("no-store"),
  });
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-|\*|http:/);
  expect(headers.get("access-control-allow-origin")).toBe(null);
});

test("every kind of document has a nonce of its own, on all of its scripts and nowhere without", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const nonces = new Set<string>();
  const documents = await allDocuments();
  expect(documents.length).toBeGreaterThan(25);
  for (const { path, policy, html } of documents) {
    const nonce = /script-src 'nonce-([\w+/=]{22,})' 'strict-dynamic'/.exec(policy)?.[1] ?? "";
    expect(nonces.has(nonce) || nonce === "", `the nonce of ${path}`).toBe(false);
    nonces.add(nonce);
    for (const [script] of html.matchAll(/<script[^>]*>/g))
      expect(script, path).toContain(` nonce="${nonce}"`);
    expect(html, path).not.toMatch(/<style|<[^>]+\s(style|on[a-z]+)=|javascript:/i);
    expect(html, path).not.toMatch(/<(img|link|script|iframe)[^>]+(src|href)="(https?:)?\/\//);
  }
});

test("ASVS 3.4.3: csp_evaluator finds nothing in the policy of a document or of anything else", async () => {
  for (const path of ["/sign-in", "/api/health"]) {
    const policy = (await newVisitor().visit(path)).headers.get("content-security-policy") ?? "";
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
    expect(findings.map(({ description }) => description)).toEqual([]);
  }
});

test("a failure has a page with the number that is in the log, and says no more", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  const visitor = newVisitor(broken);
  visitor.cookies.set("theme", "dark");
  const response = await visitor.submit("/sign-in", newPerson());
  const html = await response.text();
  const requestId = response.headers.get("x-request-id") ?? "";
  expect(response.status).toBe(500);
  expect(html).toMatch(/<h1[^>]*>Something went wrong<\/h1>/);
  expect(html).toContain(requestId);
  expect(html).toContain('data-theme="dark"');
  expect(log.mock.calls.join()).toContain(requestId);
  expect(html).not.toMatch(/TypeError|prepare|\.js:\d+/);
});

test("a failure while a page's data is asked for tells no more, either", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const response = await newVisitor(broken).visit("/reset-password.data?token=x");
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/TypeError|prepare|\.js:\d+/);
});

/** The answer to one guess too many. */
async function tooMany(path: string): Promise<Response> {
  const { email } = newPerson();
  await exhaust(email);
  const guess = { email, password: "wrong" };
  return path.startsWith("/api") ? newVisitor().call(path, guess) : newVisitor().submit(path, guess);
}

/** Every page that can be looked at, as everybody who may, and the pages for what went wrong. */
async function allDocuments() {
  const { visitor, email, password } = await join();
  const half = await halfSignIn();
  const seen: { path: string; policy: string; html: string }[] = [];
  const look = async (path: string, response: Response) => {
    const policy = response.headers.get("content-security-policy") ?? "";
    if (!response.headers.get("content-type")?.startsWith("text/html")) return;
    seen.push({ path, policy, html: await response.text() });
  };
  for (const someone of [newVisitor(), half.visitor, visitor])
    for (const { path } of builtRoutes()) await look(path, await someone.visit(path));
  await look(
    "turning codes on",
    await visitor.submit("/account/security/two-factor", { intent: "turn-on", password }),
  );
  await look("a wrong password", await signIn(newVisitor(), { email, password: "wrong" }));
  await look("a failure", await newVisitor(broken).submit("/sign-in", newPerson()));
  await look("too many attempts", await tooMany("/sign-in"));
  return seen;
}
