import { describe, expect, test } from "vitest";
import { at, invite, isVerified } from "../support/invited";
import { allMailTo, linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { change } from "../support/records";
import { newVisitor } from "../support/visitor";

describe("somebody without an account", () => {
  test("makes one with the proven address, which needs no other mail, and then accepts", async () => {
    const person = newPerson("Grace Hopper");
    const { slug, link } = await invite(person.email);
    const visitor = newVisitor();
    const page = await read(await visitor.visit(link));
    expect(page.text).toContain(person.email);
    expect(page.html).toContain(`href="${at("/sign-up", link)}"`);
    expect(sent(await visitor.submit(link, { intent: "accept" }))).toBe(`303 ${at("/sign-in", link)}`);
    const form = await read(await visitor.visit(at("/sign-up", link)));
    expect(form.html).toMatch(new RegExp(`<input[^>]*readOnly=""[^>]*value="${person.email}"`));
    const made = await visitor.submit(at("/sign-up", link), person);
    expect(sent(made)).toBe(`303 ${link}`);
    expect([await isSignedIn(visitor), await isVerified(person.email)]).toEqual([
      true,
      { email_verified: 1 },
    ]);
    expect(sent(await visitor.submit(link, { intent: "accept" }))).toBe(`303 /organizations/${slug}`);
    expect(await allMailTo(person.email)).toHaveLength(1);
  });

  test("proves nothing by the id alone, which the inviter knows as well", async () => {
    const person = newPerson();
    const { path, id } = await invite(person.email);
    const forged = `${path}?token=${"A".repeat(43)}`;
    for (const link of [path, forged]) {
      const visitor = newVisitor();
      const mine = { ...person, password: `${person.password}!` };
      expect(sent(await visitor.submit(at("/sign-up", link), mine))).toBe("303 /verify-email");
      expect(await isSignedIn(visitor)).toBe(false);
    }
    const headers = { "x-invitation": `${id}.${"A".repeat(43)}` };
    const called = await newVisitor().call("/api/auth/sign-up/email", person, headers);
    expect(await called.json()).toMatchObject({ token: null, user: { emailVerified: false } });
    expect(await isVerified(person.email)).toEqual({ email_verified: 0 });
  });

  test("proves no other address than the invited one", async () => {
    const { email } = newPerson();
    const { link } = await invite(email);
    const other = newPerson();
    const visitor = newVisitor();
    expect(sent(await visitor.submit(at("/sign-up", link), other))).toBe("303 /verify-email");
    expect([await isSignedIn(visitor), await isVerified(other.email)]).toEqual([
      false,
      { email_verified: 0 },
    ]);
  });

  test("takes over no account that is there, confirmed or not", async () => {
    const squatted = newPerson();
    await newVisitor().submit("/sign-up", squatted);
    const { visitor: _, ...taken } = await join();
    for (const person of [squatted, taken]) {
      const { link } = await invite(person.email);
      const visitor = newVisitor();
      const before = await isVerified(person.email);
      const answer = await visitor.submit(at("/sign-up", link), {
        ...person,
        password: "another one of mine",
      });
      expect(sent(answer)).toBe("303 /verify-email");
      expect([await isSignedIn(visitor), await isVerified(person.email)]).toEqual([false, before]);
    }
  });

  test.each(["expired", "canceled", "accepted", "rejected"])(
    "an invitation that is %s proves nothing",
    async (end) => {
      const person = newPerson();
      const { link, id } = await invite(person.email);
      if (end === "expired") await change("update invitation set expires_at = 1 where id = ?", id);
      else await change("update invitation set status = ? where id = ?", end, id);
      const visitor = newVisitor();
      expect((await read(await visitor.visit(at("/sign-up", link)))).html).not.toContain(person.email);
      expect(sent(await visitor.submit(at("/sign-up", link), person))).toBe("303 /verify-email");
      expect(await isSignedIn(visitor)).toBe(false);
    },
  );
});

describe("who may join", () => {
  test("SIGN_UP=invite: an invitation lets in, by its link alone", async () => {
    const person = newPerson();
    const { link, path } = await invite(person.email);
    const there = () => newVisitor({ settings: { SIGN_UP: "invite" } });
    const plain = await read(await there().visit(path));
    expect(plain.html).not.toContain("Create account");
    expect((await there().call("/api/auth/sign-up/email", person)).status).toBe(403);
    expect((await read(await there().visit(at("/sign-up", path)))).heading).toBe("By invitation only");
    const visitor = there();
    expect((await read(await visitor.visit(link))).html).toContain("Create account");
    expect((await read(await visitor.visit(at("/sign-up", link)))).heading).toBe("Create account");
    expect(sent(await visitor.submit(at("/sign-up", link), person))).toBe(`303 ${link}`);
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test("SIGN_UP=invite: whoever proves the invited address in another way comes in, too", async () => {
    const { email } = newPerson();
    await invite(email);
    const visitor = newVisitor({ settings: { SIGN_UP: "invite" } });
    await visitor.submit("/sign-in/magic-link", { email });
    const link = await linkTo(email, /^Sign in to/);
    const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
    await visitor.submit(link, { token });
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test("SIGN_UP=closed: an invitation does not let in, and the page says to sign in", async () => {
    const person = newPerson();
    const { link } = await invite(person.email);
    const visitor = newVisitor({ settings: { SIGN_UP: "closed" } });
    expect((await read(await visitor.visit(link))).html).not.toContain("Create account");
    await visitor.submit(at("/sign-up", link), person);
    expect(await isVerified(person.email)).toBeNull();
  });
});
