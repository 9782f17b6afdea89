import { expect, test, vi } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { mailTo } from "../support/mailbox";
import { seedPeople } from "../support/many-people";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const people = "/admin/users";

/** A form with the boxes of these people ticked. */
function ticked(ids: string[], more: Record<string, string>) {
  return { ...Object.fromEntries(ids.map((id) => [`user.${id}`, "on"])), ...more };
}

function notedOf(id: string) {
  return rows<{ event: string; actor: string; detail: string }>(
    "select event, actor_name as actor, detail from audit_event where subject_id = ? and event like 'admin-%' order by seq",
    id,
  );
}

async function threePeople() {
  const all = [await join(), await join(), await join()];
  return { all, ids: await Promise.all(all.map(({ email }) => userIdOf(email))) };
}

test("several people are banned for a reason: signed out at once, kept out, and a row each in the audit log", async () => {
  const admin = await joinAsAdmin();
  const { all, ids } = await threePeople();
  const form = ticked(ids.slice(0, 2), { intent: "ban", banReason: " Sent spam ", banUntil: "" });
  const answer = await admin.visitor.submit(`${people}?q=ada&select=page`, form);
  expect(sent(answer)).toBe(`303 ${people}?q=ada`);
  expect((await read(await admin.visitor.visit(people))).message).toContain("are banned");
  for (const [index, person] of all.entries()) {
    const isBanned = index < 2;
    expect(
      await row(
        "select banned, ban_reason as reason, ban_expires as until from user where id = ?",
        ids[index],
      ),
    ).toEqual(
      isBanned ? { banned: 1, reason: "Sent spam", until: null } : { banned: 0, reason: null, until: null },
    );
    expect((await rows("select 1 from session where user_id = ?", ids[index])).length === 0).toBe(isBanned);
    const again = newVisitor();
    await signIn(again, person);
    expect(await isSignedIn(again)).toBe(!isBanned);
    const told = (await mailTo(person.email)).filter(
      ({ subject }) => subject === "Latchkey: Your account is locked",
    );
    expect(told.map(({ text }) => text.includes("Reason: Sent spam."))).toEqual(isBanned ? [true] : []);
    const own = "select event from activity where user_id = ? and event = 'locked'";
    expect(await rows(own, ids[index])).toHaveLength(isBanned ? 1 : 0);
    expect(await notedOf(ids[index] ?? "")).toEqual(
      isBanned ? [{ event: "admin-user-banned", actor: admin.email, detail: "Sent spam" }] : [],
    );
  }
  await admin.visitor.submit(people, ticked(ids, { intent: "unban" }));
  const back = newVisitor();
  await signIn(back, all[0] ?? newPerson());
  expect(await isSignedIn(back)).toBe(true);
  expect((await notedOf(ids[0] ?? "")).map(({ event }) => event)).toEqual([
    "admin-user-banned",
    "admin-user-unbanned",
  ]);
  expect(await notedOf(ids[2] ?? "")).toEqual([]);
});

test("a ban ends on the day that was chosen", async () => {
  const admin = await joinAsAdmin();
  const { ids } = await threePeople();
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await admin.visitor.submit(people, ticked(ids, { intent: "ban", banReason: "x", banUntil: tomorrow }));
  const until = await row<{ at: number }>("select ban_expires as at from user where id = ?", ids[0]);
  expect(Math.abs((until?.at ?? 0) - Date.parse(tomorrow))).toBeLessThanOrEqual(2000);
  const { text, html } = await read(await admin.visitor.visit(`${people}?state=banned&q=${ids[0]}`));
  expect(text).toContain("Banned ends");
  expect(html).toContain(`href="${people}/${ids[0]}"`);
});

test("what is wrong with a ban is said, and what was ticked and typed stays", async () => {
  const admin = await joinAsAdmin();
  const { ids } = await threePeople();
  const form = ticked(ids.slice(0, 1), { intent: "ban", banReason: "", banUntil: "2020-01-01" });
  const { status, html, mistake } = await read(await admin.visitor.submit(people, form));
  expect(status).toBe(422);
  expect(mistake("banReason")).toContain("Say why");
  expect(mistake("banUntil")).toContain("Choose a day to come");
  expect(html).toMatch(new RegExp(`<input[^>]*name="user.${ids[0]}"[^>]*checked`));
  expect(html).not.toMatch(new RegExp(`<input[^>]*name="user.${ids[1]}"[^>]*checked`));
  const nobody = await read(await admin.visitor.submit(people, { intent: "sign-out" }));
  expect([nobody.status, nobody.alert]).toEqual([422, expect.stringContaining("Select somebody first.")]);
});

test("all sessions of several people end at once, and they can sign in again", async () => {
  const admin = await joinAsAdmin();
  const { all, ids } = await threePeople();
  await admin.visitor.submit(people, ticked(ids, { intent: "sign-out" }));
  for (const id of ids) {
    expect(await rows("select 1 from session where user_id = ?", id)).toEqual([]);
    expect((await notedOf(id)).map(({ event }) => event)).toEqual(["admin-sessions-ended"]);
  }
  const again = newVisitor();
  await signIn(again, all[0] ?? newPerson());
  expect(await isSignedIn(again)).toBe(true);
});

test("an admin does nothing to themselves, and of two who ban each other at once one stays", async () => {
  const [one, other] = [await joinAsAdmin(), await joinAsAdmin("Ada Lovelace")];
  const ids = [await userIdOf(one.email), await userIdOf(other.email)];
  const { html } = await read(await one.visitor.visit(`${people}?role=admin`));
  expect(html).toContain(`name="user.${ids[1]}"`);
  expect(html).not.toContain(`name="user.${ids[0]}"`);
  const ban = ticked(ids, { intent: "ban", banReason: "x" });
  await Promise.all([one.visitor.submit(people, ban), other.visitor.submit(people, ban)]);
  const left = await rows("select id from user where banned = 0 and id in (?, ?)", ...ids);
  expect(left).toHaveLength(1);
  const banned = ids.find((id) => id !== left[0]?.id) ?? "";
  expect((await notedOf(banned)).map(({ event }) => event)).toEqual(["admin-user-banned"]);
});

test("the endpoints obey the same rules, and are for admins alone", async () => {
  const admin = await joinAsAdmin();
  const self = await userIdOf(admin.email);
  const { all, ids } = await threePeople();
  const paths = ["ban-users", "unban-users", "end-sessions-of-users"].map(
    (name) => `/api/auth/admin/${name}`,
  );
  for (const path of paths) {
    const body = { userIds: [...ids, self], banReason: "x" };
    expect((await newVisitor().call(path, body)).status, path).toBe(401);
    expect((await (await join()).visitor.call(path, body)).status, path).toBe(403);
    expect((await admin.visitor.call(path, { userIds: [], banReason: "x" })).status, path).toBe(400);
    const tooMany = { userIds: Array.from({ length: 101 }, String), banReason: "x" };
    expect((await admin.visitor.call(path, tooMany)).status, path).toBe(400);
    const done = await admin.visitor.call(path, body);
    const answer = await done.json<{ userIds: string[] }>();
    expect([done.status, answer.userIds.sort()], path).toEqual([200, [...ids].sort()]);
  }
  expect((await admin.visitor.call(paths[0] ?? "", { userIds: ids })).status).toBe(400);
  expect(await isSignedIn(admin.visitor)).toBe(true);
  expect(all).toHaveLength(3);
});

test("an export has those who are found, or those who are ticked, as CSV that no spreadsheet takes for formulas", async () => {
  const admin = await joinAsAdmin();
  const mark = crypto.randomUUID().slice(0, 6);
  const person = { ...newPerson(), name: `=cmd("${mark}"), the second`, email: `${mark}@example.com` };
  await join(person);
  const id = await userIdOf(person.email);
  const found = await admin.visitor.visit(`${people}/export?q=${mark}`);
  expect(found.headers.get("Content-Type")).toContain("text/csv");
  expect(found.headers.get("Content-Disposition")).toContain("people.csv");
  const lines = (await found.text()).split("\r\n");
  expect(lines[0]).toBe(
    "id,name,email,username,phoneNumber,role,state,banReason,banExpires,twoFactor,createdAt,lastUsedAt",
  );
  expect(lines[1]).toMatch(
    new RegExp(
      `^${id},"'=cmd\\(""${mark}""\\), the second",${mark}@example.com,,,,confirmed,,,false,20\\d\\d-`,
    ),
  );
  expect(lines.slice(2)).toEqual([""]);
  const chosen = await admin.visitor.submit(`${people}/export`, ticked([id, "nobody"], {}));
  expect((await chosen.text()).split("\r\n")).toEqual(lines);
  expect((await admin.visitor.submit(`${people}/export`, {})).status).toBe(422);
  await vi.waitFor(async () =>
    expect(
      await rows(
        "select detail from audit_event where event = 'admin-users-exported' and actor_name = ? order by detail",
        admin.email,
      ),
    ).toEqual([{ detail: "2 selected" }, { detail: `?q=${mark}` }]),
  );
});

test("an export of more people than are read at once has everybody, once", async () => {
  const admin = await joinAsAdmin();
  await seedPeople(1, 6000);
  await change("update user set name = 'Everybody ' || id where id like 'seed%'");
  for (const [query, count] of [
    ["q=everybody", 6000],
    ["q=everybody&twoFactor=on&sort=name", 1200],
    ["state=banned", 120],
  ] as const) {
    const text = await (await admin.visitor.visit(`${people}/export?${query}`)).text();
    const ids = text.split("\r\n").flatMap((line) => /^seed\d+/.exec(line)?.[0] ?? []);
    expect([new Set(ids).size, ids.length], query).toEqual([count, count]);
  }
}, 120_000);
