import { expect, test } from "vitest";
import { add, joinAll, keptIn, switchTo, whoIs } from "../support/accounts";
import type { passkeyOptions } from "../support/authenticator";
import { linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { joinWithPasskey } from "../support/passkey-people";
import { isSignedIn, join, newPerson } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { turnOnTwoFactor } from "../support/two-factor";
import { deployed, newVisitor, type Visitor } from "../support/visitor";

const adaAndGrace = ["Ada Lovelace", "Grace Hopper"];
const list = "/api/auth/multi-session/list-device-sessions";

async function tokensOf(visitor: Visitor) {
  const listed = await (await visitor.visit(list)).json<
    { session: { token: string }; user: { name: string } }[]
  >();
  return new Map(listed.map(({ session, user }) => [user.name, session.token]));
}

test("a session that takes the place of another leaves one cookie, however often that happens", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const [, grace = newPerson()] = people;
  for (let count = 0; count < 5; count++)
    await visitor.submit("/account/confirm", { password: grace.password });
  expect(keptIn(visitor)).toHaveLength(2);
  await turnOnTwoFactor(visitor, grace.password);
  expect(keptIn(visitor)).toHaveLength(2);
  const newPassword = `${grace.password} again`;
  await visitor.submit("/account/security/password", {
    currentPassword: grace.password,
    newPassword,
    revokeOtherSessions: "on",
  });
  expect(keptIn(visitor)).toHaveLength(2);
  expect((await tokensOf(visitor)).size).toBe(2);
  const { people: more } = await joinAll(["Mary", "Emmy", "Sofia"], visitor);
  expect(more).toHaveLength(3);
  expect((await tokensOf(visitor)).size).toBe(5);
});

test("to sign in anew to an account of the list ends the session before", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const [ada = newPerson()] = people;
  const before = (await tokensOf(visitor)).get("Ada Lovelace");
  await add(visitor, ada);
  expect(keptIn(visitor)).toHaveLength(2);
  expect(await rows("select id from session where token = ?", before)).toEqual([]);
});

test("the endpoints switch and end as the page does", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const tokens = await tokensOf(visitor);
  const [ada = "", grace = ""] = adaAndGrace.map((name) => tokens.get(name));
  const active = await visitor.call("/api/auth/multi-session/set-active", { sessionToken: ada });
  expect([active.status, await active.json()]).toMatchObject([200, { user: { name: "Ada Lovelace" } }]);
  expect(await whoIs(visitor)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  const ended = await visitor.call("/api/auth/multi-session/revoke", { sessionToken: ada });
  expect(await ended.json()).toEqual({ status: true });
  expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
  expect(keptIn(visitor)).toHaveLength(1);
  const noted = "select event from activity where user_id = ? and event = 'signed-out'";
  expect(await rows(noted, await userIdOf(people[0]?.email ?? ""))).toHaveLength(1);
  expect(await rows(noted, await userIdOf(people[1]?.email ?? ""))).toHaveLength(0);
  await visitor.call("/api/auth/multi-session/revoke", { sessionToken: grace });
  expect([await isSignedIn(visitor), keptIn(visitor)]).toEqual([false, []]);
});

test("a cookie that is forged, or of another browser's account, opens nothing", async () => {
  const { visitor } = await joinAll(adaAndGrace);
  const { visitor: victim, people } = await joinAll(["Mary Somerville"]);
  const token = (await tokensOf(victim)).get("Mary Somerville") ?? "";
  const name = `latchkey.session_token_multi-${token.toLowerCase()}`;
  const own = visitor.cookies.get("latchkey.session_token") ?? "";
  const forged = [`${token}.${own.split(".")[1]}`, token, `${token}.${"A".repeat(43)}%3D`, own];
  for (const value of forged) {
    visitor.cookies.set(name, value);
    const response = await visitor.call("/api/auth/multi-session/set-active", { sessionToken: token });
    const isOwn = value === own;
    if (!isOwn) expect(response.status, value).toBe(401);
    const mary = people[0] ?? newPerson();
    visitor.cookies.set(name, value);
    expect((await switchTo(visitor, mary)).status).toBe(410);
    expect((await whoIs(visitor))[0]).toBe("Grace Hopper");
    expect((await tokensOf(visitor)).has("Mary Somerville")).toBe(false);
  }
  expect((await victim.visit("/dashboard")).status).toBe(200);
});

test('what is not "kept signed in" ends with the browser, and what is stays, whichever is in use', async () => {
  const { visitor, people } = await joinAll(["Ada Lovelace"]);
  const { visitor: _elsewhere, ...grace } = await join(newPerson("Grace Hopper"));
  const { email, password } = grace;
  const cookiesOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .filter((cookie) => /^latchkey\.session_token[=_]/.test(cookie) && !/Max-Age=0/i.test(cookie))
      .map((cookie) => /Max-Age/i.test(cookie));
  const added = await visitor.submit("/sign-in?add=", { email, password });
  expect(cookiesOf(added)).toEqual([false, false]);
  expect(new Set(cookiesOf(await switchTo(visitor, people[0] ?? grace)))).toEqual(new Set([true]));
  expect(visitor.cookies.has("latchkey.dont_remember")).toBe(false);
  const back = cookiesOf(await switchTo(visitor, grace));
  expect(back.at(-1)).toBe(false);
  expect(visitor.cookies.has("latchkey.dont_remember")).toBe(true);
});

test("a passkey of another account adds that account, and proves nothing about this one", async () => {
  const { visitor, people } = await joinAll(["Ada Lovelace"]);
  const { person: grace, device } = await joinWithPasskey();
  const add = "/sign-in/passkey?add=";
  const options = await (await visitor.visit(add)).json<Awaited<ReturnType<typeof passkeyOptions>>>();
  expect(options.allowCredentials ?? []).toEqual([]);
  const answer = await visitor.call(add, { response: await device.get(options), returnTo: "/account" });
  expect(await answer.json()).toEqual({ location: "/account" });
  expect(keptIn(visitor)).toHaveLength(2);
  await switchTo(visitor, people[0] ?? grace);
  const kept = await row<{ token: string }>(
    "select token from session where user_id = ? order by created_at desc, rowid desc",
    await userIdOf(grace.email),
  );
  const challenge = await (await visitor.visit("/account/confirm/passkey")).json<typeof options>();
  const proof = await visitor.call("/account/confirm/passkey", { response: await device.get(challenge) });
  expect(proof.status).toBe(400);
  expect(await row("select id from session where token = ?", kept?.token)).not.toBeNull();
  expect((await switchTo(visitor, grace)).status).toBe(303);
});

test("a passkey of one's own still proves that it is oneself", async () => {
  const { visitor, device } = await joinWithPasskey();
  const challenge = await (await visitor.visit("/account/confirm/passkey")).json<
    Awaited<ReturnType<typeof passkeyOptions>>
  >();
  const proof = await visitor.call("/account/confirm/passkey", { response: await device.get(challenge) });
  expect(proof.status).toBe(200);
  expect(keptIn(visitor)).toHaveLength(1);
});

test("another account is added by a link in a mail, and by signing up", async () => {
  const { visitor } = await joinAll(["Ada Lovelace"]);
  const { email } = (await join(newPerson("Grace Hopper"))) as { email: string };
  expect(sent(await visitor.submit("/sign-in/magic-link?add=", { email }))).toMatch(
    /magic-link\?add=&sent=$/,
  );
  const link = await linkTo(email, /^Sign in to/);
  expect((await read(await visitor.visit(link))).status).toBe(200);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  expect(sent(await visitor.submit(link, { token }))).toBe("303 /dashboard");
  expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
  const mary = newPerson("Mary Somerville");
  await visitor.submit("/sign-up?add=", mary);
  const confirmation = await linkTo(mary.email, /Confirm/);
  const proof = new URL(confirmation, "http://localhost").searchParams.get("token") ?? "";
  await visitor.submit(confirmation, { intent: "confirm", token: proof });
  expect(await whoIs(visitor)).toEqual(["Mary Somerville", "Mary Somerville"]);
  expect((await tokensOf(visitor)).size).toBe(3);
});

test("without the marker the pages of sign-in stay closed to whoever is signed in, and every link keeps it", async () => {
  const { visitor } = await joinAll(["Ada Lovelace"]);
  for (const path of [
    "/sign-in",
    "/sign-in/magic-link",
    "/sign-in/email-code",
    "/sign-up",
    "/forgot-password",
  ]) {
    expect(sent(await visitor.visit(path))).toBe("302 /dashboard");
    const { status, html } = await read(await visitor.visit(`${path}?returnTo=/account&add=`));
    expect([path, status]).toEqual([path, 200]);
    const links = [...html.matchAll(/(?:href|action|data-at)="(\/(?:sign-|forgot)[^"]*)"/g)].map(
      ([, to]) => to,
    );
    expect(links.length).toBeGreaterThan(0);
    for (const to of links) expect([path, to]).toEqual([path, expect.stringContaining("add=")]);
  }
});

test("on https the accounts are kept in __Host- cookies", async () => {
  const { visitor, people } = await joinAll(adaAndGrace, newVisitor(deployed));
  const [ada = newPerson()] = people;
  expect(keptIn(visitor)).toHaveLength(2);
  for (const name of keptIn(visitor)) expect(name).toMatch(/^__Host-latchkey\.session_token_multi-/);
  await switchTo(visitor, ada);
  expect(await whoIs(visitor)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  await visitor.submit("/sign-out", {});
  expect(keptIn(visitor)).toEqual([]);
});
