import { expect, test } from "vitest";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { newVisitor, type Visitor } from "../support/visitor";

/** One provider that better-auth knows, and one that only the operator does. */
const settings = {
  GITHUB_CLIENT_ID: "latchkey",
  GITHUB_CLIENT_SECRET: "secret",
  OAUTH_PROVIDERS: JSON.stringify([
    {
      providerId: "works",
      name: "The Works",
      clientId: "latchkey",
      clientSecret: "secret",
      authorizationUrl: "https://works.example/authorize",
      tokenUrl: "https://works.example/token",
      userInfoUrl: "https://works.example/me",
    },
  ]),
};

const visit = (visitor: Visitor, path: string) => visitor.visit(path).then(read);

test("sign-in and sign-up have a button for each provider that is switched on, and none for others", async () => {
  for (const path of ["/sign-in", "/sign-up"]) {
    const { text } = await visit(newVisitor({ settings }), path);
    expect(text).toContain("Continue with GitHub Continue with The Works");
    expect(text).not.toContain("Continue with Google");
    expect((await visit(newVisitor(), path)).text).not.toContain("Continue with");
  }
});

test("the form's answer is a page that goes on to the provider, for no redirect of a form may leave", async () => {
  const visitor = newVisitor({ settings });
  const { html, status, heading } = await visitor
    .submit("/sign-in/social?returnTo=/account", { provider: "works" })
    .then(read);
  expect([status, heading]).toEqual([200, "Taking you to The Works…"]);
  const [, link = ""] = /<a href="(https:[^"]+)"[^>]*>Continue to /.exec(html) ?? [];
  expect(html).toContain(`<meta http-equiv="refresh" content="0;url=${link}"/>`);
  const address = new URL(link.replaceAll("&amp;", "&"));
  expect(address.origin + address.pathname).toBe("https://works.example/authorize");
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    client_id: "latchkey",
    response_type: "code",
    code_challenge_method: "S256",
    redirect_uri: "http://localhost:8788/api/auth/callback/works",
  });
  expect([...visitor.cookies.keys()]).toContain("latchkey.state");
});

test("a provider that is not switched on is a mistake, and a look at the address leads to sign-in", async () => {
  const visitor = newVisitor({ settings });
  const { status, alert } = await visitor.submit("/sign-in/social", { provider: "google" }).then(read);
  expect([status, alert]).toEqual([404, expect.stringContaining("This provider cannot be used here")]);
  expect((await visitor.submit("/sign-in/social", {})).status).toBe(422);
  expect(sent(await visitor.visit("/sign-in/social?returnTo=/account"))).toBe(
    "302 /sign-in?returnTo=%2Faccount",
  );
});

test("whoever says no at the provider comes back to words and to where they wanted to go", async () => {
  const visitor = newVisitor({ settings });
  const { html } = await visitor
    .submit("/sign-in/social?returnTo=/account", { provider: "works" })
    .then(read);
  const [, state = ""] = /[?;]state=([\w-]+)/.exec(html) ?? [];
  const back = await visitor.visit(`/api/auth/callback/works?error=access_denied&state=${state}`);
  const problem = new URL(back.headers.get("location") ?? "");
  expect(problem.pathname).toBe("/sign-in/problem");
  const page = await visit(visitor, problem.pathname + problem.search);
  expect([page.status, page.heading]).toEqual([400, "You did not go on at the provider"]);
  expect(page.html).toContain('href="/sign-in?returnTo=%2Faccount"');
});

test("ASVS 10.2.1: an answer that nobody asked for signs nobody in", async () => {
  const visitor = newVisitor({ settings });
  const { html } = await newVisitor({ settings }).submit("/sign-in/social", { provider: "works" }).then(read);
  const [, stolen = ""] = /[?;]state=([\w-]+)/.exec(html) ?? [];
  for (const query of ["code=1", "code=1&state=made-up", `code=1&state=${stolen}`]) {
    const back = await visitor.visit(`/api/auth/callback/works?${query}`);
    const { pathname, search } = new URL(back.headers.get("location") ?? "");
    expect((await visit(visitor, pathname + search)).heading).toBe("That took too long");
  }
});

test.each([
  ["works", "a provider that does not answer"],
  ["github", "one that answers nonsense"],
])("%s: %s leads to words as well", async (provider) => {
  const visitor = newVisitor({ settings });
  const { html } = await visitor.submit("/sign-in/social", { provider }).then(read);
  const [, state = ""] = /[?;]state=([\w-]+)/.exec(html) ?? [];
  const back = await visitor.visit(`/api/auth/callback/${provider}?code=1&state=${state}`);
  const { pathname, search } = new URL(back.headers.get("location") ?? "", "http://localhost");
  expect((await visit(visitor, pathname + search)).heading).toBe("The provider did not answer as it should");
});

test.each([
  ["access_denied", "You did not go on"],
  ["user_cancelled_authorize", "You did not go on"],
  ["state_mismatch", "That took too long"],
  ["email_not_verified", "Confirm your e-mail address"],
  ["email_not_found", "The provider gave no e-mail address"],
  ["account_already_linked_to_different_user", "This belongs to another account"],
  ["SIGN_UP_CLOSED", "No account was made"],
  ["SIGN_UP_BY_INVITATION", "By invitation only"],
  ["EMAIL_DOMAIN_NOT_ALLOWED", "No account was made"],
  ["BANNED_USER", "This account is closed"],
  ["temporarily_unavailable", "The provider did not answer"],
  ["invalid_scope", "This way to sign in is not set up right"],
])("%s has words of its own, and a way on", async (error, words) => {
  const { status, heading, html } = await visit(
    newVisitor(),
    `/sign-in/problem?error=${error}&returnTo=/account`,
  );
  expect([status, heading]).toEqual([400, expect.stringContaining(words)]);
  expect(html).toContain('href="/sign-in?returnTo=%2Faccount"');
});

test("whoever has an account already is led to where they connect the provider", async () => {
  const { html } = await visit(newVisitor(), "/sign-in/problem?error=account_not_linked&returnTo=/account");
  expect(html).toContain('href="/sign-in?returnTo=%2Faccount%2Fsecurity%2Fconnections"');
});

test("what a provider writes is never shown, and a code that is not known gets general words", async () => {
  const { status, heading, text } = await visit(
    newVisitor(),
    "/sign-in/problem?error=%3Cb%3Eboo&error_description=Call+this+number",
  );
  expect([status, heading]).toEqual([400, "That did not work"]);
  expect(text).not.toMatch(/boo|Call this number/);
});

test("the page Connections offers each provider, goes on to it, and the security page has their number", async () => {
  const visitor = newVisitor({ settings });
  await join(undefined, visitor);
  const { text } = await visit(visitor, "/account/security/connections");
  expect(text).toContain("Connect GitHub Connect The Works");
  expect((await visit(visitor, "/account/security")).text).toContain("Connections None");
  const page = await visitor
    .submit("/account/security/connections", { intent: "connect", provider: "works" })
    .then(read);
  expect([page.status, page.heading]).toEqual([200, "Taking you to The Works…"]);
  const gone = await visitor
    .submit("/account/security/connections", { intent: "disconnect", connection: "made-up" })
    .then(read);
  expect([gone.status, gone.alert]).toEqual([400, "This connection is gone already."]);
});
