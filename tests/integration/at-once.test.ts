import { describe, expect, test } from "vitest";
import { later } from "../support/clock";
import { read } from "../support/page";
import { join, signIn } from "../support/people";
import { askForSecret, codeNow, nextCode } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

interface Seen {
  session: { token: string; createdAt: string };
  user: { name: string; username: string | null; twoFactorEnabled: boolean };
}

/** What apps are told, once with the signed copy in the cookie and once from the database: the same. */
async function sessionOf(visitor: Visitor): Promise<Seen> {
  const path = "/api/auth/get-session";
  const [cached, stored] = [
    await visitor.visit(path),
    await visitor.visit(`${path}?disableCookieCache=true`),
  ];
  expect(cached.headers.get("x-d1-queries"), "from the cookie").toBe("0");
  const seen = await cached.json<Seen>();
  expect(seen).toEqual(await stored.json());
  return seen;
}

const profile = "/account";
const security = "/account/security";
const twoFactor = "/account/security/two-factor";
const blank = { username: "", bio: "", website: "" };

describe.each([
  { kind: "kept signed in", rememberMe: "on" },
  { kind: "until the browser closes", rememberMe: undefined },
])("a session $kind", ({ rememberMe }) => {
  async function newcomer() {
    const { visitor: _elsewhere, ...person } = await join();
    const visitor = newVisitor();
    const { email, password } = person;
    await visitor.submit("/sign-in", { email, password, ...(rememberMe && { rememberMe }) });
    await sessionOf(visitor);
    return { visitor, person };
  }

  test("shows a new name and username at once, changed by the form or by the endpoint", async () => {
    const { visitor, person } = await newcomer();
    const username = person.email.split("@")[0]?.replace("-", "_") ?? "";
    await visitor.submit(profile, { ...blank, name: "Ada King", username });
    expect((await read(await visitor.visit("/dashboard"))).heading).toBe("Hello, Ada King");
    expect((await sessionOf(visitor)).user).toMatchObject({ name: "Ada King", username });
    await visitor.call("/api/auth/update-user", { name: "Augusta Ada", username: `${username}2` });
    const { html } = await read(await visitor.visit(profile));
    for (const value of ["Augusta Ada", `${username}2`]) expect(html).toContain(`value="${value}"`);
    expect((await sessionOf(visitor)).user).toMatchObject({ name: "Augusta Ada", username: `${username}2` });
  });

  test("shows two-step verification at once, on and off", async () => {
    const { visitor, person } = await newcomer();
    const before = await sessionOf(visitor);
    const { secret } = await askForSecret(visitor, person.password);
    expect((await sessionOf(visitor)).user.twoFactorEnabled).toBe(false);
    await visitor.submit(twoFactor, { intent: "confirm", code: await nextCode(secret) });
    expect((await read(await visitor.visit(security))).text).toContain("Two-step verification On");
    const on = await sessionOf(visitor);
    expect([on.user.twoFactorEnabled, on.session.token === before.session.token]).toEqual([true, false]);
    await visitor.submit(twoFactor, { intent: "turn-off", password: person.password });
    expect((await read(await visitor.visit(security))).text).toContain("Two-step verification Off");
    expect((await sessionOf(visitor)).user.twoFactorEnabled).toBe(false);
    expect(await codeNow(secret)).toHaveLength(6);
  });

  test("goes on under the token of a proof or a new password, everywhere at once", async () => {
    const { visitor, person } = await newcomer();
    const { session } = await sessionOf(visitor);
    later(5);
    await visitor.submit("/account/confirm", { password: person.password });
    const proven = await sessionOf(visitor);
    expect(proven.session.token).not.toBe(session.token);
    expect(Date.parse(proven.session.createdAt)).toBeGreaterThan(Date.parse(session.createdAt));
    await visitor.submit("/account/security/password", {
      currentPassword: person.password,
      newPassword: `${person.password} again`,
      revokeOtherSessions: "on",
    });
    expect((await sessionOf(visitor)).session.token).not.toBe(proven.session.token);
    expect(visitor.cookies.has("latchkey.dont_remember")).toBe(rememberMe === undefined);
  });
});

test("another device that is signed out is off the list at once, and reads for no more than a minute", async () => {
  const { visitor, ...person } = await join();
  const other = newVisitor();
  await signIn(other, person);
  await visitor.submit("/account/security/sessions", { intent: "end-others" });
  const { html } = await read(await visitor.visit("/account/security/sessions"));
  expect(html.match(/id="device-/g)).toHaveLength(1);
  expect((await other.submit(profile, { ...blank, name: "Somebody" })).headers.get("location")).toMatch(
    /^\/sign-in/,
  );
  later(61);
  expect(await (await other.visit("/api/auth/get-session")).json()).toBeNull();
});

test("another device of the same person shows a change after a minute at the latest", async () => {
  const { visitor, ...person } = await join();
  const other = newVisitor();
  await signIn(other, person);
  await visitor.submit(profile, { ...blank, name: "Ada King" });
  later(61);
  expect((await read(await other.visit("/dashboard"))).heading).toBe("Hello, Ada King");
  expect((await sessionOf(other)).user.name).toBe("Ada King");
});
