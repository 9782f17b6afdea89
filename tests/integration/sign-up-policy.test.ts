import { describe, expect, test } from "vitest";
import { linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { row } from "../support/records";
import { newVisitor } from "../support/visitor";

const exists = async (email: string) => (await row("select id from user where email = ?", email)) !== null;

describe.each(["closed", "invite"])("SIGN_UP=%s", (SIGN_UP) => {
  const visitorThere = () => newVisitor({ settings: { SIGN_UP } });

  test("the page says so, and form and endpoint make no account", async () => {
    const person = newPerson();
    const page = await read(await visitorThere().visit("/sign-up"));
    expect(page.html).not.toContain('name="password"');
    expect(page.text).toMatch(/No new accounts|By invitation only/);
    await visitorThere().submit("/sign-up", person);
    expect((await visitorThere().call("/api/auth/sign-up/email", person)).status).toBe(403);
    expect(await exists(person.email)).toBe(false);
  });

  test("ASVS 6.3.8: a link and a code are sent alike, and make no account", async () => {
    const { email } = newPerson();
    const visitor = visitorThere();
    expect(sent(await visitor.submit("/sign-in/magic-link", { email }))).toBe(
      "303 /sign-in/magic-link?sent=",
    );
    const link = await linkTo(email, /^Sign in to/);
    const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
    const byLink = await read(await visitor.submit(link, { token }));
    expect(byLink.text).toMatch(/No new accounts are made here|by invitation only/);
    await visitor.submit("/sign-in/email-code", { email });
    const [mail] = await mailTo(email, 2);
    const code = mail?.subject.slice(0, 6) ?? "";
    expect((await visitor.submit("/sign-in/email-code", { email, code })).status).toBe(400);
    expect([await isSignedIn(visitor), await exists(email)]).toEqual([false, false]);
  });

  test("whoever has an account comes in", async () => {
    const { email, password } = await join();
    const visitor = visitorThere();
    expect(sent(await visitor.submit("/sign-in", { email, password, rememberMe: "on" }))).toBe(
      "303 /dashboard",
    );
  });
});

test("addresses of blocked domains, and of their subdomains, are refused at the field", async () => {
  const settings = { BLOCKED_EMAIL_DOMAINS: "Throwaway.example, other.example" };
  for (const email of ["a@throwaway.example", "a@mx.THROWAWAY.example"]) {
    const person = { ...newPerson(), email };
    const refused = await read(await newVisitor({ settings }).submit("/sign-up", person));
    expect([email, refused.mistake("email")]).toEqual([email, expect.stringContaining("domain")]);
  }
  const fine = { ...newPerson(), email: `a-${crypto.randomUUID()}@nothrowaway.example` };
  expect(sent(await newVisitor({ settings }).submit("/sign-up", fine))).toBe("303 /verify-email");
});

test("with a list of allowed domains no other may sign up", async () => {
  const settings = { ALLOWED_EMAIL_DOMAINS: "corp.example" };
  const sign = (email: string) => newVisitor({ settings }).submit("/sign-up", { ...newPerson(), email });
  expect((await sign(`a-${crypto.randomUUID()}@else.example`)).status).toBe(400);
  expect(sent(await sign(`a-${crypto.randomUUID()}@eu.corp.example`))).toBe("303 /verify-email");
});
