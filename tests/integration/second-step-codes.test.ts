import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, signIn } from "../support/people";
import { givePassword, halfSignIn, joinWithTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/account/security/two-factor";
const codePage = "/sign-in/two-factor/code";
const byLink = { "Sec-Fetch-Site": "same-origin" };

async function codeFor(email: string, count: number): Promise<string> {
  const messages = (await mailTo(email, count)).filter(({ subject }) => / is your code for /.test(subject));
  return /^\d{6}/.exec(messages[0]?.subject ?? "")?.[0] ?? "";
}

/** Somebody whose second step is a code that is sent to them. */
async function joinWithSentCodes() {
  const { visitor, ...person } = await join();
  const { password } = person;
  const on = await visitor.submit(page, { intent: "turn-on", method: "otp", password });
  if (on.status !== 303) throw new Error("not turned on");
  return { visitor, person };
}

async function halfway(visitor: Visitor, person: { email: string; password: string }) {
  expect(sent(await signIn(visitor, person))).toBe("303 /sign-in/two-factor");
}

test("the link on the page of the second step sends a code, which signs in once", async () => {
  const { visitor, person } = await halfSignIn();
  const shown = await read(await visitor.visit("/sign-in/two-factor"));
  expect(shown.html).toMatch(/<a href="\/sign-in\/two-factor\/code"[^>]*>E-mail me a code<\/a>/);
  const asked = await read(await visitor.visit(codePage, byLink));
  expect(asked.text).toContain("Enter the code that we sent to a…@example.com.");
  const code = await codeFor(person.email, 3);
  expect(sent(await visitor.submit(codePage, { code }))).toBe("303 /dashboard");
  expect(await isSignedIn(visitor)).toBe(true);
  const second = await givePassword(person);
  expect((await second.submit(codePage, { code })).status).toBe(400);
});

test("ASVS 3.5.3: opening the page by itself sends nothing, and reading it again sends no second code", async () => {
  const { visitor, person } = await halfSignIn();
  for (const headers of [undefined, { "Sec-Fetch-Site": "cross-site" }]) {
    const shown = await read(await visitor.visit(codePage, headers));
    expect(shown.text).toContain("We send a code to a…@example.com.");
  }
  await visitor.visit(codePage, byLink);
  await visitor.visit(codePage, byLink);
  await mailTo(person.email, 3);
  expect((await mailTo(person.email, 3)).filter(({ subject }) => /your code/.test(subject))).toHaveLength(1);
  expect((await visitor.submit(codePage, { intent: "send" })).status).toBe(303);
  await mailTo(person.email, 4);
});

test("ASVS 6.5.5: after ten minutes a code no longer works", async () => {
  const { person } = await joinWithTwoFactor();
  later(60);
  const visitor = await givePassword(person);
  await visitor.submit(codePage, { intent: "send" });
  const code = await codeFor(person.email, 3);
  later(10 * minutes + 1);
  expect(sent(await visitor.submit(codePage, { code }))).toBe("303 /sign-in");
});

test("ASVS 6.6.3: after five wrong codes a right one does not help either", async () => {
  const { visitor, person } = await halfSignIn();
  await visitor.submit(codePage, { intent: "send" });
  const code = await codeFor(person.email, 3);
  const wrong = code === "000000" ? "000001" : "000000";
  for (let count = 0; count < 5; count++)
    expect((await read(await visitor.submit(codePage, { code: wrong }))).mistake("code")).toBeTruthy();
  expect(sent(await visitor.submit(codePage, { code }))).toBe("303 /sign-in");
});

test("ASVS 6.6.2: a code that browser A asked for does not work in browser B", async () => {
  const { visitor, person } = await halfSignIn();
  await visitor.submit(codePage, { intent: "send" });
  const code = await codeFor(person.email, 3);
  const other = await givePassword(person);
  expect((await other.submit(codePage, { code })).status).toBe(400);
  expect(sent(await visitor.submit(codePage, { code }))).toBe("303 /dashboard");
});

test("somebody without an app can turn it on by sent codes, is told that it is weaker, and gets straight to them", async () => {
  const { visitor, person } = await joinWithSentCodes();
  const shown = await read(await newVisitor().visit("/sign-in"));
  expect(shown.status).toBe(200);
  expect((await read(await visitor.visit(page))).text).toContain("An authenticator app is safer");
  const second = newVisitor();
  await halfway(second, person);
  expect(sent(await second.visit("/sign-in/two-factor"))).toBe(`302 ${codePage}`);
  expect(await isSignedIn(second)).toBe(false);
  await second.visit(codePage, byLink);
  const code = await codeFor(person.email, 2);
  expect(sent(await second.submit(codePage, { code }))).toBe("303 /dashboard");
});

test("turning it on by sent codes needs the password, too", async () => {
  const { visitor } = await join();
  for (const password of ["", "not the one"])
    expect((await visitor.submit(page, { intent: "turn-on", method: "otp", password })).status).toBe(400);
});

test("nobody without the first step comes to the page", async () => {
  expect(sent(await newVisitor().visit(codePage))).toBe("302 /sign-in");
});
