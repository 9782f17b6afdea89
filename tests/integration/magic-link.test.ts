import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { change, row } from "../support/records";
import { joinWithTwoFactor, nextCode } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/sign-in/magic-link";

async function askForLink(visitor: Visitor, email: string, at = page) {
  await visitor.submit(at, { email });
  const link = await linkTo(email, /^Sign in to/);
  return { link, token: new URL(link, "http://localhost").searchParams.get("token") ?? "" };
}

test("a link signs in somebody who has an account, and goes on to where they wanted to be", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  const at = `${page}?returnTo=%2Faccount`;
  expect(sent(await visitor.submit(at, { email }))).toBe(`303 ${at}&sent=`);
  expect((await read(await visitor.visit(`${at}&sent=`))).text).toContain(`A message to ${email}`);
  const link = await linkTo(email, /^Sign in to/);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  expect((await read(await visitor.visit(link))).html).toMatch(/<button[^>]*>Sign in<\/button>/);
  expect(sent(await visitor.submit(link, { token }))).toBe("303 /account");
  expect(await isSignedIn(visitor)).toBe(true);
});

test("somebody new gets a confirmed account with a name", async () => {
  const { email } = newPerson();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email);
  expect(sent(await visitor.submit(link, { token }))).toBe("303 /dashboard");
  expect((await read(await visitor.visit("/dashboard"))).text).toContain(`Hello, ${email.split("@")[0]}`);
  expect(await row("select email_verified from user where email = ?", email)).toEqual({ email_verified: 1 });
});

test("ASVS 7.6.2: whoever follows the link, a mail scanner for one, neither signs in nor spends it", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email);
  const scanner = newVisitor();
  for (let count = 0; count < 3; count++) await scanner.visit(link);
  await scanner.send(link, { method: "HEAD" });
  await scanner.visit(`/api/auth/magic-link/verify?token=${token}`);
  await visitor.visit(link);
  expect([await isSignedIn(scanner), await isSignedIn(visitor)]).toEqual([false, false]);
  expect(sent(await visitor.submit(link, { token }))).toBe("303 /dashboard");
});

test("ASVS 6.6.2: in another browser the link says where to open it, and offers no way in", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email);
  const other = newVisitor();
  const shown = await read(await other.visit(link));
  expect(shown.text).toContain("Open the link where you asked for it");
  expect(shown.html).not.toMatch(/<button[^>]*>Sign in<\/button>/);
  expect((await other.submit(link, { token })).status).toBe(303);
  expect((await other.visit(`/api/auth/magic-link/verify?token=${token}`)).status).toBe(403);
  expect(await isSignedIn(other)).toBe(false);
  expect(sent(await visitor.submit(link, { token }))).toBe("303 /dashboard");
});

test("ASVS 6.5.1: a link works once", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email);
  const copy = new Map(visitor.cookies);
  await visitor.submit(link, { token });
  const second = newVisitor();
  for (const [name, value] of copy) second.cookies.set(name, value);
  await second.submit(link, { token });
  expect(await isSignedIn(second)).toBe(false);
  expect((await second.visit(link)).status).toBe(410);
});

test("ASVS 6.5.5: a link works for ten minutes", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email);
  later(10 * minutes + 1);
  const old = await read(await visitor.visit(link));
  expect([old.status, old.text]).toEqual([410, expect.stringContaining("no longer works")]);
  await visitor.submit(link, { token });
  expect(await isSignedIn(visitor)).toBe(false);
});

test("ASVS 6.3.8: a known and an unknown address are answered alike", async () => {
  const { email } = await join();
  const answers = [];
  for (const address of [email, newPerson().email]) {
    const response = await newVisitor().submit(page, { email: address });
    answers.push([sent(response), response.headers.getSetCookie().map((cookie) => cookie.split("=")[0])]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test("the second step is asked for after a link as well", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, person.email, `${page}?returnTo=%2Faccount`);
  const step = "/sign-in/two-factor?returnTo=%2Faccount";
  expect(sent(await visitor.submit(link, { token }))).toBe(`303 ${step}`);
  expect(await isSignedIn(visitor)).toBe(false);
  expect(sent(await visitor.submit(step, { code: await nextCode(secret) }))).toBe("303 /account");
});

test("by the endpoint, too, a link leads to the second step", async () => {
  const { person } = await joinWithTwoFactor();
  const visitor = newVisitor();
  const { token } = await askForLink(visitor, person.email);
  const answer = await visitor.visit(`/api/auth/magic-link/verify?token=${token}&callbackURL=%2Faccount`);
  expect(sent(answer)).toBe("302 /sign-in/two-factor?returnTo=%2Faccount");
  expect(await isSignedIn(visitor)).toBe(false);
});

test("a banned account is not signed in by a link", async () => {
  const { email } = await join();
  await change("update user set banned = 1, ban_reason = 'Sent spam' where email = ?", email);
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email);
  const refused = await read(await visitor.submit(link, { token }));
  expect(refused.text).toContain("This account is locked. Reason: Sent spam.");
  expect(await isSignedIn(visitor)).toBe(false);
});

test("whoever proves an unconfirmed address by a link ends the password that somebody else gave it", async () => {
  const person = newPerson();
  await newVisitor().submit("/sign-up", person);
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, person.email);
  await visitor.submit(link, { token });
  expect(await isSignedIn(visitor)).toBe(true);
  const mallory = newVisitor();
  await mallory.submit("/sign-in", { ...person, rememberMe: "on" });
  expect(await isSignedIn(mallory)).toBe(false);
});

test("ASVS 6.3.1: a mailbox is not flooded, and nobody can tell", async () => {
  const { email } = await join();
  for (let count = 0; count < 6; count++) {
    const response = await newVisitor().submit(page, { email });
    expect(sent(response)).toBe(`303 ${page}?sent=`);
  }
  await mailTo(email, 5);
  expect(await allMailTo(email)).toHaveLength(5);
});

test("a link never leads away from this app", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  const { link, token } = await askForLink(visitor, email, `${page}?returnTo=https%3A%2F%2Fevil.example`);
  expect(sent(await visitor.submit(link, { token }))).toBe("303 /dashboard");
});
