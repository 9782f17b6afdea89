import { SignJWT } from "jose";
import { expect, test } from "vitest";
import { testBindings } from "../support/bindings";
import { later, minutes } from "../support/clock";
import { linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { newPerson, signIn } from "../support/people";
import { row } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

const sessionCookie = "latchkey.session_token";

function tokenOf(link: string) {
  return new URL(link, "http://localhost").searchParams.get("token") ?? "";
}

function confirm(visitor: Visitor, link: string) {
  return visitor.submit(link, { intent: "confirm", token: tokenOf(link) });
}

async function signUp(visitor: Visitor, person = newPerson()) {
  const response = await visitor.submit("/sign-up", person);
  return { person, response, link: await linkTo(person.email, /Confirm/) };
}

test("ASVS 7.6.2: a mail scanner that follows the link three times changes nothing", async () => {
  const { person, link } = await signUp(newVisitor());
  const scanner = newVisitor();
  for (const attempt of [1, 2, 3]) {
    expect([attempt, (await scanner.visit(link)).status]).toEqual([attempt, 200]);
    expect((await scanner.send(link, { method: "HEAD" })).status).toBe(200);
  }
  expect(scanner.cookies.has(sessionCookie)).toBe(false);
  expect(await row("select email_verified from user where email = ?", person.email)).toEqual({
    email_verified: 0,
  });
  expect(sent(await confirm(newVisitor(), link))).toBe("303 /dashboard");
});

test("a link that was used signs nobody in again, and says where to go", async () => {
  const { person, link } = await signUp(newVisitor());
  await confirm(newVisitor(), link);
  const second = newVisitor();
  expect(sent(await confirm(second, link))).toBe("303 /sign-in");
  expect(second.cookies.has(sessionCookie)).toBe(false);
  expect((await read(await second.visit("/sign-in"))).message).toContain("was confirmed before");
  expect(sent(await signIn(second, person))).toBe("303 /dashboard");
});

test("ASVS 6.4.1: a link is dead after an hour; its page says so and offers a new one", async () => {
  const { person, link } = await signUp(newVisitor());
  later(59 * minutes);
  expect((await newVisitor().visit(link)).status).toBe(200);
  later(2 * minutes);
  const page = await read(await newVisitor().visit(link));
  expect([page.status, page.heading]).toEqual([410, "This link has expired"]);
  expect(page.html).toMatch(/<button[^>]*>Send the link again<\/button>/);
  const visitor = newVisitor();
  const answer = await read(await confirm(visitor, link));
  expect([answer.status, answer.heading]).toEqual([410, "This link no longer works"]);
  expect(visitor.cookies.has(sessionCookie)).toBe(false);
  expect(await row("select email_verified from user where email = ?", person.email)).toEqual({
    email_verified: 0,
  });
});

test("a link that was tampered with confirms nothing", async () => {
  const { person, link } = await signUp(newVisitor());
  const token = tokenOf(link);
  const [header = "", , signature = ""] = token.split(".");
  const claims = { email: person.email, iat: 1, exp: 9_999_999_999 };
  const encoded = (part: object) => btoa(JSON.stringify(part)).replaceAll("=", "");
  const forged = [
    "",
    "not-a-token",
    token.slice(0, -2),
    `${header}.${encoded(claims)}.${signature}`,
    `${encoded({ alg: "none" })}.${encoded(claims)}.`,
    await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode("another secret")),
    await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS512" })
      .sign(new TextEncoder().encode(testBindings.BETTER_AUTH_SECRET)),
  ];
  for (const token of forged) {
    const visitor = newVisitor();
    const answer = await visitor.submit("/verify-email", { intent: "confirm", token });
    expect([token, answer.status]).toEqual([token, token ? 410 : 422]);
    expect(visitor.cookies.has(sessionCookie)).toBe(false);
    if (!token) continue;
    const page = await read(await visitor.visit(`/verify-email?token=${token}`));
    expect([token, page.status, page.heading]).toEqual([token, 410, "This link does not work"]);
  }
  expect(await row("select email_verified from user where email = ?", person.email)).toEqual({
    email_verified: 0,
  });
});
