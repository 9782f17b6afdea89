import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { read, sent } from "../support/page";
import { isSignedIn, join } from "../support/people";
import { joinWithTwoFactor, nextCode } from "../support/two-factor";

const passkeys = "/account/security/passkeys";
const confirm = `/account/confirm?returnTo=${encodeURIComponent(passkeys)}`;

test("ASVS 7.5.1: ten minutes after the last proof a sensitive change asks for another, and then goes on", async () => {
  const { visitor, password } = await join();
  const remove = { intent: "remove", id: "none" };
  later(9 * minutes);
  expect((await visitor.submit(passkeys, remove)).status).toBe(404);
  later(2 * minutes);
  expect(sent(await visitor.submit(passkeys, remove))).toBe(`303 ${confirm}`);
  expect((await read(await visitor.visit(confirm))).text).toContain("Confirm that it is you");
  expect(sent(await visitor.submit(confirm, { password }))).toBe(`303 ${passkeys}`);
  expect((await read(await visitor.visit(passkeys))).text).toContain("Now go on");
  expect((await visitor.submit(passkeys, remove)).status).toBe(404);
});

test("ASVS 7.2.4: a proof gives the session another token, and the old one is dead", async () => {
  const { visitor, password } = await join();
  const before = new Map(visitor.cookies);
  await visitor.submit(confirm, { password });
  expect(await isSignedIn(visitor)).toBe(true);
  const name = "latchkey.session_token";
  expect(visitor.cookies.get(name)).not.toBe(before.get(name));
  visitor.cookies.clear();
  for (const [key, value] of before) if (!key.endsWith("session_data")) visitor.cookies.set(key, value);
  expect(await isSignedIn(visitor)).toBe(false);
});

test("a wrong password or code proves nothing", async () => {
  const { visitor, person, secret } = await joinWithTwoFactor();
  later(11 * minutes);
  const wrong = await read(await visitor.submit(confirm, { password: "not the one" }));
  expect([wrong.status, wrong.mistake("password")]).toEqual([400, "That password is not right."]);
  expect((await visitor.submit(confirm, { intent: "app", code: "000000" })).status).toBe(400);
  const remove = { intent: "remove", id: "none" };
  expect(sent(await visitor.submit(passkeys, remove))).toBe(`303 ${confirm}`);
  const code = await nextCode(secret);
  expect(sent(await visitor.submit(confirm, { intent: "app", code }))).toBe(`303 ${passkeys}`);
  expect(person.email).toContain("@");
});

test("with a password there is no proof by a code in a mail", async () => {
  const { visitor } = await join();
  expect(sent(await visitor.submit(confirm, { intent: "send" }))).toBe(`303 ${confirm}`);
  expect((await read(await visitor.visit(confirm))).text).not.toContain("E-mail me a code");
});

test("the endpoints ask for it as the pages do", async () => {
  const { visitor } = await join();
  later(11 * minutes);
  const calls: [string, object][] = [
    ["/api/auth/passkey/delete-passkey", { id: "none" }],
    ["/api/auth/link-social", { provider: "google" }],
    ["/api/auth/two-factor/enable", { method: "otp" }],
    ["/api/auth/delete-user", {}],
  ];
  for (const [path, body] of calls) {
    const response = await visitor.call(path, body);
    const { code } = (await response.json()) as { code: string };
    expect([path, response.status, code]).toEqual([path, 403, "SESSION_NOT_FRESH"]);
  }
});

test("ASVS 6.3.1: guesses at the proof are counted with those at the password", async () => {
  const { visitor, password } = await join();
  for (let count = 0; count < 10; count++) await visitor.submit(confirm, { password: "not the one" });
  const limited = await visitor.submit(confirm, { password });
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(0);
});

test("where to go on to is a path of this app", async () => {
  const { visitor, password } = await join();
  const evil = `/account/confirm?returnTo=${encodeURIComponent("https://evil.example")}`;
  expect(sent(await visitor.submit(evil, { password }))).toBe("303 /account/security");
});
