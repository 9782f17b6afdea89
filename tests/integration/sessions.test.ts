import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { later } from "../support/clock";
import { read, sent } from "../support/page";
import { join, type Person, signIn } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const page = "/account/security/sessions";

async function anotherDevice(person: Person) {
  const visitor = newVisitor();
  await signIn(visitor, person);
  return visitor;
}

async function sessionIds(email: string) {
  const found = await rows<{ id: string }>(
    "select id from session where user_id = ? order by created_at, rowid",
    await userIdOf(email),
  );
  return found.map(({ id }) => id);
}

async function seedSessions(email: string, count: number) {
  const userId = await userIdOf(email);
  const insert = env.DB.prepare(
    "insert into session (id, token, user_id, expires_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?)",
  );
  const now = Date.now();
  const ids = Array.from({ length: count }, () => crypto.randomUUID());
  await env.DB.batch(ids.map((id) => insert.bind(id, `token of ${id}`, userId, now + 86_400_000, now, now)));
}

test("the list names each device and its last use, and says which one this is", async () => {
  const { visitor, ...person } = await join();
  await newVisitor().send("/sign-in", {
    form: { email: person.email, password: person.password },
    headers: {
      "User-Agent":
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
    },
  });
  const shown = await read(await visitor.visit(page));
  expect(shown.text).toMatch(
    /Firefox on Linux This device 198\.\d+\.\d+\.\d+ Last used (now|\d+ seconds? ago) · First seen (now|\d+ seconds? ago)/,
  );
  expect(shown.text).toContain("Safari on macOS");
  expect(shown.text.match(/This device/g)).toHaveLength(1);
  expect((await read(await visitor.visit("/account/security"))).text).toContain("2 signed in");
});

test("last use moves on while a session is used, exact to an hour", async () => {
  const { visitor, email } = await join();
  const lastUse = async () =>
    (
      await row<{ updated_at: number }>(
        "select updated_at from session where user_id = ?",
        await userIdOf(email),
      )
    )?.updated_at ?? 0;
  const before = await lastUse();
  later(2 * 60 * 60);
  await visitor.visit("/dashboard");
  await expect.poll(lastUse).toBeGreaterThan(before + 60 * 60 * 1000);
});

test("ASVS 7.5.2: one other device can be signed out, and is out", async () => {
  const { visitor, ...person } = await join();
  const stolen = await anotherDevice(person);
  const kept = await anotherDevice(person);
  const [, stolenId = ""] = await sessionIds(person.email);
  expect(sent(await visitor.submit(page, { intent: "end", sessionId: stolenId }))).toBe(`303 ${page}`);
  expect((await read(await visitor.visit(page))).message).toBe("That device is signed out.");
  expect(
    (await stolen.submit("/account", { name: "Mallory", username: "", bio: "", website: "" })).status,
  ).toBe(302);
  later(61);
  expect((await stolen.visit("/dashboard")).status).toBe(302);
  expect((await kept.visit("/dashboard")).status).toBe(200);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
});

test("every other device can be signed out at once, however many there are", async () => {
  const { visitor, ...person } = await join();
  const other = await anotherDevice(person);
  const { visitor: stranger, email: strangersEmail } = await join();
  await seedSessions(person.email, 130);
  const shown = await read(await visitor.visit(page));
  expect(shown.html.match(/name="sessionId"/g)).toHaveLength(131);
  expect(sent(await visitor.submit(page, { intent: "end-others" }))).toBe(`303 ${page}`);
  const after = await read(await visitor.visit(page));
  expect(after.message).toBe("Every other device is signed out.");
  expect(after.html).not.toContain('value="end-others"');
  expect(await sessionIds(person.email)).toHaveLength(1);
  expect(await sessionIds(strangersEmail)).toHaveLength(1);
  later(61);
  expect((await other.visit("/dashboard")).status).toBe(302);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  expect((await stranger.visit("/dashboard")).status).toBe(200);
});

test("somebody else's session stays, whatever id is sent", async () => {
  const { visitor: owner, email } = await join();
  const { visitor: mallory } = await join();
  const [id = ""] = await sessionIds(email);
  await mallory.submit(page, { intent: "end", sessionId: id });
  expect(await sessionIds(email)).toEqual([id]);
  later(61);
  expect((await owner.visit("/dashboard")).status).toBe(200);
});

test("an intent that does not exist changes nothing", async () => {
  const { visitor, ...person } = await join();
  await anotherDevice(person);
  expect((await visitor.submit(page, { intent: "end-all" })).status).toBe(422);
  expect(await sessionIds(person.email)).toHaveLength(2);
});

test("ASVS 3.3.4: no session's token is in any page or its data", async () => {
  const { visitor, ...person } = await join();
  await anotherDevice(person);
  const tokens = await rows<{ token: string }>(
    "select token from session where user_id = ?",
    await userIdOf(person.email),
  );
  expect(tokens).toHaveLength(2);
  for (const path of [
    "/dashboard",
    "/account",
    "/account/security",
    page,
    "/account/security/passkeys",
    "/account/security/two-factor",
    "/account/security/password",
  ])
    for (const address of [path, `${path}.data`]) {
      const response = await visitor.visit(address);
      const body = await response.text();
      expect([address, response.status, body.length > 100]).toEqual([address, 200, true]);
      for (const { token } of tokens) expect([address, body.includes(token)]).toEqual([address, false]);
    }
});

test("ASVS 7.5.2: a session says where it began and since when it is there, in its reader's time zone and language", async () => {
  const { visitor, ...person } = await join();
  const form = { email: person.email, password: person.password };
  const elsewhere = newVisitor();
  await elsewhere.send("/sign-in", { form, cf: { city: "London", region: "England", country: "GB" } });
  const response = await visitor.send(page, {
    headers: { "Accept-Language": "de-DE" },
    cf: { timezone: "Europe/Berlin" },
  });
  const shown = await read(response);
  expect(shown.text).toMatch(/London, England, GB · 198\./);
  expect(shown.html).toMatch(
    /<time dateTime="20[^"]+Z" title="\d+\. \w+ 20\d\d um \d\d:\d\d MES?Z" lang="de-DE">/,
  );
});

test("a session that takes the place of another keeps when its device was first seen", async () => {
  const { visitor, ...person } = await join();
  const seen = async () =>
    (
      await row<{ signed_in_at: number }>(
        "select signed_in_at from session where user_id = ?",
        await userIdOf(person.email),
      )
    )?.signed_in_at;
  const before = await seen();
  later(5 * 60);
  await visitor.submit("/account/security/password", {
    currentPassword: person.password,
    newPassword: `${person.password} again`,
    revokeOtherSessions: "on",
  });
  expect(await sessionIds(person.email)).toHaveLength(1);
  expect(before).toBeGreaterThan(0);
  expect(await seen()).toBe(before);
});
