import { expect, test } from "vitest";
import { exportFrom } from "../../scripts/moving/export";
import { importInto } from "../../scripts/moving/import";
import { foundIn } from "../../scripts/moving/sources";
import type { Target } from "../../scripts/moving/target";
import { clerkExport, oneOfEachKind } from "../support/clerk-export";
import { isSignedIn, join, signIn } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { target } from "../support/target";
import { newVisitor } from "../support/visitor";

/** Everything that is in the database, but for when it was asked. */
async function everything(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportFrom(target)) lines.push(line);
  return lines.slice(1);
}

const csv = (...lines: string[]) => foundIn("csv", [{ name: "people.csv", text: lines.join("\n") }]);

async function moveIn(found: ReturnType<typeof foundIn>, options = {}) {
  const told: string[] = [];
  const outcome = await importInto(target, found, { tell: (line) => told.push(line), ...options });
  return { ...outcome, told };
}

test("1,000 users of Clerk move in with their organization, and each kind of hash signs in and becomes ours", async () => {
  const { files, users, organizationId } = clerkExport(1000);
  const before = await everything();
  const dry = await moveIn(foundIn("clerk", files), { isDryRun: true });
  expect(dry).toMatchObject({ written: 1001, refused: 0 });
  expect(await everything()).toEqual(before);

  const outcome = await moveIn(foundIn("clerk", files));
  expect(outcome).toEqual({ written: 1001, isThere: 0, refused: 0, notes: 0, told: [] });
  const members =
    "select role, count(*) as n from member where organization_id = ? group by role order by role";
  expect(await rows(members, organizationId)).toEqual([
    { role: "member", n: 999 },
    { role: "owner", n: 1 },
  ]);
  const google =
    "select count(*) as n from account where provider_id = 'google' and account_id like 'google-user_%'";
  expect((await row(google))?.n).toBe(500);

  for (const [hasher, user] of oneOfEachKind(users)) {
    const hashOf = () =>
      row("select password from account where user_id = ? and password is not null", user.id);
    const visitor = newVisitor();
    await signIn(visitor, user);
    expect([hasher, await isSignedIn(visitor)]).toEqual([hasher, true]);
    await expect
      .poll(hashOf, { message: hasher })
      .toEqual({ password: expect.stringMatching(/^\$scrypt\$ln=14,/) });
  }

  // What has happened since stays as it is.
  await rows("delete from account where user_id = ? and provider_id = 'google' returning id", users[0]?.id);
  const since = await everything();
  expect(await moveIn(foundIn("clerk", files))).toMatchObject({ written: 0, isThere: 1001, refused: 0 });
  expect(await everything()).toEqual(since);
}, 300_000);

test("an import that was broken off is completed by running it again", async () => {
  const { files } = clerkExport(50);
  let writes = 0;
  const fragile: Target = {
    ...target,
    write: (statements) =>
      ++writes > 2 ? Promise.reject(new Error("the line is cut")) : target.write(statements),
  };
  await expect(importInto(fragile, foundIn("clerk", files), { perBatch: 10 })).rejects.toThrow(
    "the line is cut",
  );
  expect(await moveIn(foundIn("clerk", files), { perBatch: 10 })).toMatchObject({ written: 31, isThere: 20 });
  expect(await moveIn(foundIn("clerk", files))).toMatchObject({ written: 0, isThere: 51 });
});

test("an account that is there is a conflict: not taken over, not merged, by no confirmed address either", async () => {
  const person = await join();
  const before = await everything();
  const found = csv(
    "id,email,email_verified,name,password_hash,accounts",
    `stranger-1,${person.email.toUpperCase()},no,Eve,,google:evil-1`,
    `stranger-2,${person.email},yes,Eve,,google:evil-2`,
    `${await userIdOf(person.email)},eve-${crypto.randomUUID()}@example.com,yes,Eve,,google:evil-3`,
  );
  const outcome = await moveIn(found);
  expect(outcome).toMatchObject({ written: 0, refused: 3 });
  expect(outcome.told).toEqual([
    `line 2: not moved in, its address ${person.email} belongs to another account`,
    `line 3: not moved in, its address ${person.email} belongs to another account`,
    expect.stringMatching(/^line 4: not moved in, its id \S+ is that of an account with another address$/),
  ]);
  expect(await everything()).toEqual(before);
});

test("of two rows with one address the first moves in; a username, number or connection that is taken stays out", async () => {
  const id = crypto.randomUUID().slice(0, 8);
  const number = `+4915${Math.floor(1e8 + Math.random() * 8e8)}`;
  const outcome = await moveIn(
    csv(
      "email,username,phone_number,accounts",
      `a-${id}@example.com,name_${id},${number},github:${id}`,
      `a-${id}@example.com,other_${id},,`,
      `b-${id}@example.com,Name_${id},${number},github:${id}|google:${id}`,
    ),
  );
  expect(outcome.told).toEqual([
    "line 3: not moved in, its id or address stands in the file a second time",
    `line 4: moved in without its username name_${id}: it belongs to another account`,
    `line 4: moved in without its phone number ${number}: it belongs to another account`,
    "line 4: moved in without its connection with github: it belongs to another account",
  ]);
  const accounts =
    "select provider_id from account join user on user.id = user_id where email = ? order by provider_id";
  expect(await rows(accounts, `b-${id}@example.com`)).toEqual([{ provider_id: "google" }]);
});

test("an address that its owner of until lately can take back is kept for them", async () => {
  const { email } = await join();
  const old = `old-${email}`;
  await rows(
    "insert into email_change (token_hash, user_id, old_email, new_email, expires_at) values (?, ?, ?, ?, ?) returning user_id",
    ...[crypto.randomUUID(), await userIdOf(email), old, email, Date.now() + 60_000],
  );
  const outcome = await moveIn(csv("email,email_verified", `${old},yes`));
  expect(outcome).toMatchObject({ written: 0, refused: 1 });
});

test("what only the database refuses is found and told, and the others move in", async () => {
  const passkey = (id: string, credentialID: string) => ({
    ...{ id, userId: id, publicKey: "pk", counter: 0, deviceType: "singleDevice", backedUp: false },
    credentialID,
  });
  const run = crypto.randomUUID().slice(0, 8);
  const ids = Array.from({ length: 9 }, (_, index) => `ba-${run}-${index}`);
  const text = JSON.stringify({
    user: ids.map((id) => ({ id, name: "Ada", email: `${id}@example.com`, emailVerified: true })),
    passkey: ids.map((id, index) => passkey(id, index === 5 ? `${run}-2` : `${run}-${index}`)),
  });
  const outcome = await moveIn(foundIn("better-auth", [{ name: "dump.json", text }]));
  expect(outcome).toMatchObject({ written: 8, refused: 1 });
  expect(outcome.told).toEqual([expect.stringMatching(/^line 1: .*UNIQUE constraint failed: passkey/)]);
});

test("who could not move in is no member; an organization without its owner stays out", async () => {
  const run = crypto.randomUUID().slice(0, 8);
  const users = ["a", "b"].map((name) => ({
    id: `${name}-${run}`,
    email_addresses: `${name}-${run}@example.com`,
  }));
  const membership = (organization_id: string, user_id: string, role: string) => ({
    id: `${organization_id}-${user_id}`,
    organization_id,
    user_id,
    role,
  });
  const text = JSON.stringify({
    users: [...users, { id: `bad-${run}`, email_addresses: "nobody" }],
    organizations: [
      { id: `one-${run}`, name: "One", slug: `one-${run}` },
      { id: `two-${run}`, name: "Two", slug: `two-${run}` },
    ],
    memberships: [
      membership(`one-${run}`, `a-${run}`, "org:admin"),
      membership(`one-${run}`, `bad-${run}`, "org:member"),
      membership(`two-${run}`, `bad-${run}`, "org:admin"),
      membership(`two-${run}`, `b-${run}`, "org:member"),
    ],
  });
  const outcome = await moveIn(foundIn("clerk", [{ name: "clerk.json", text }]));
  expect(outcome).toMatchObject({ written: 3, refused: 2, notes: 1 });
  expect(await rows("select user_id from member where organization_id = ?", `one-${run}`)).toEqual([
    { user_id: `a-${run}` },
  ]);
  expect(await row("select id from organization where id = ?", `two-${run}`)).toBeNull();
});

test("nobody becomes an admin by moving in, and what was banned stays banned", async () => {
  const id = crypto.randomUUID();
  const text = JSON.stringify({
    user: [{ id, name: "Eve", email: `${id}@example.com`, emailVerified: true, role: "admin", banned: true }],
  });
  await moveIn(foundIn("better-auth", [{ name: "dump.json", text }]));
  expect(await row("select role, banned from user where id = ?", id)).toEqual({ role: null, banned: 1 });
});
