import { expect, test } from "vitest";
import { exportFrom } from "../../scripts/moving/export";
import { importInto } from "../../scripts/moving/import";
import { fromLatchkey } from "../../scripts/moving/latchkey";
import { allTables, ofOrganization, ofUser, staying } from "../../scripts/moving/tables";
import { isSignedIn, join, signIn } from "../support/people";
import { change, rows, userIdOf } from "../support/records";
import { target } from "../support/target";
import { joinWithTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

const moving = allTables.filter((table) => !Object.hasOwn(staying, table));

async function exported(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportFrom(target)) lines.push(line);
  return lines;
}

async function* from(lines: string[]) {
  yield* lines;
}

async function moveIn(lines: string[], options = {}) {
  const told: string[] = [];
  const outcome = await importInto(target, fromLatchkey(from(lines)), {
    tell: (line) => told.push(line),
    ...options,
  });
  return { ...outcome, told };
}

async function contents(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const table of moving) {
    const found = await rows(`select * from "${table}"`);
    all[table] = found.map((each) => JSON.stringify(each)).toSorted();
  }
  return all;
}

async function empty() {
  // Whole organizations first: their last owner stays otherwise.
  for (const table of ["organization", "user", "sign_up_invitation"]) await change(`delete from "${table}"`);
}

/** A row with something in every column, where a test has not made one by hand. */
async function fill(table: string, values: Record<string, string | number>) {
  const [names, marks] = [Object.keys(values), Object.keys(values).map(() => "?")];
  await change(
    `insert into "${table}" (${names.join(", ")}) values (${marks.join(", ")})`,
    ...Object.values(values),
  );
}

/** Two people and an organization with at least one row in every table that moves. */
async function populate() {
  const { person } = await joinWithTwoFactor();
  const other = await join();
  const [ada, bob] = [await userIdOf(person.email), await userIdOf(other.email)];
  const at = Date.now();
  await fill("account", {
    ...{ id: "acc-1", account_id: "g'1", provider_id: "google", user_id: ada, access_token: "sealed\nüber" },
    ...{ scope: "openid", access_token_expires_at: at, created_at: at, updated_at: at },
  });
  await fill("passkey", {
    ...{ id: "pk-1", name: "Phone", public_key: "pk", user_id: ada, credential_id: "cred", counter: 7 },
    ...{ device_type: "multiDevice", backed_up: 1, transports: "internal", created_at: at, aaguid: "x" },
  });
  await fill("passkey_use", { passkey_id: "pk-1", last_used_at: at });
  await change("delete from profile");
  await fill("profile", { user_id: ada, bio: 'Said "no"; --', website: "https://example.com" });
  await fill("email_change", {
    ...{ token_hash: "t", user_id: ada, old_email: "old@example.com", new_email: person.email },
    expires_at: at,
  });
  await fill("organization", { id: "org", name: "Engines", slug: "engines", created_at: at });
  await fill("organization_role", {
    ...{ id: "role", organization_id: "org", role: "lead", permission: "{}", created_at: at },
  });
  await fill("team", { id: "team", name: "T", member_count: 1, organization_id: "org", created_at: at });
  await fill("member", { id: "m1", organization_id: "org", user_id: ada, role: "owner", created_at: at });
  await fill("member", {
    id: "m2",
    organization_id: "org",
    user_id: bob,
    role: "admin,lead",
    created_at: at,
  });
  await fill("team_member", { id: "tm", team_id: "team", user_id: bob, membership_key: "k", created_at: at });
  await fill("invitation", {
    ...{ id: "inv", organization_id: "org", email: "c@example.com", role: "member", expires_at: at },
    ...{ created_at: at, inviter_id: ada },
  });
  await fill("organization_domain", {
    ...{
      id: "dom",
      organization_id: "org",
      domain: "example.com",
      challenge: "c",
      verified_at: at,
      created_at: at,
    },
  });
  await fill("join_request", { id: "jr", organization_id: "org", user_id: bob, created_at: at });
  await fill("organization_activity", {
    ...{ id: "oa", organization_id: "org", at, actor_id: ada, actor_name: "Ada", event: "created" },
  });
  await fill("sign_up_invitation", {
    ...{
      address: "d@example.com",
      token_hash: "h",
      proves_address: 0,
      invited_by: ada,
      created_at: at,
      expires_at: at,
    },
  });
  return { person, other };
}

test("a round trip is equal row by row, and everybody signs in with what they had", async () => {
  await empty();
  const { other } = await populate();
  const before = await contents();
  for (const table of moving) expect([table, before[table]?.length]).not.toEqual([table, 0]);
  const lines = await exported();

  await empty();
  expect((await contents()).user).toEqual([]);
  expect(await moveIn(lines)).toEqual({ written: 4, isThere: 0, refused: 0, notes: 0, told: [] });
  expect(await contents()).toEqual(before);
  expect((await exported()).slice(1)).toEqual(lines.slice(1));
  expect(await moveIn(lines)).toMatchObject({ written: 0, isThere: 4, refused: 0 });
  expect(await contents()).toEqual(before);

  const visitor = newVisitor();
  await signIn(visitor, other);
  expect(await isSignedIn(visitor)).toBe(true);
});

test("every table that moves is in the file, and none of those that stay", async () => {
  await empty();
  await populate();
  const tables = (await exported()).slice(1).flatMap((line) => Object.keys(JSON.parse(line)));
  const named = [...ofUser, ...ofOrganization].map(({ table }) => table);
  expect(new Set(tables)).toEqual(new Set(["type", "user", "organization", "sign_up_invitation", ...named]));
});

test("more people than a page holds are all in the file, each once", async () => {
  await empty();
  const count = 4_100;
  const people = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      type: "user",
      user: {
        id: `p-${index}`,
        name: "P",
        email: `p-${index}@example.com`,
        email_verified: 1,
        created_at: 1,
        updated_at: 1,
      },
      profile: [{ user_id: `p-${index}`, bio: `b-${index}`, website: "" }],
    }),
  );
  const header = JSON.stringify({ format: "latchkey-1" });
  expect(await moveIn([header, ...people])).toMatchObject({ written: count, refused: 0 });
  const lines = (await exported()).slice(1).map((line) => JSON.parse(line));
  expect(lines.length).toBe(count);
  for (const { user, profile } of lines)
    expect(profile).toEqual([expect.objectContaining({ user_id: user.id })]);
  await empty();
});

test.each([
  [
    "no export at all",
    ['{"users": []}'],
    "line 1: not moved in, the file does not begin with the format latchkey-1",
  ],
  ["a later version", ['{"format":"latchkey-2"}'], "line 1: not moved in, the file does not begin"],
  ["broken JSON", ['{"format":"latchkey-1"}', "{oops"], "line 2: not moved in, it is no line of JSON"],
  [
    "an unknown type",
    ['{"format":"latchkey-1"}', '{"type":"session","session":{}}'],
    'there is no type "session"',
  ],
  [
    "an unknown table",
    ['{"format":"latchkey-1"}', '{"type":"user","user":{},"session":[]}'],
    "it has session",
  ],
  [
    "an unknown column",
    ['{"format":"latchkey-1"}', '{"type":"user","user":{"id\\" text); --":1}}'],
    "user has no column",
  ],
  [
    "a nested value",
    ['{"format":"latchkey-1"}', '{"type":"user","user":{"id":{}}}'],
    "neither text nor a number",
  ],
])("%s is told, and nothing of it is written", async (_, lines, message) => {
  const before = await contents();
  const outcome = await moveIn(lines);
  expect(outcome).toMatchObject({ written: 0, refused: 1 });
  expect(outcome.told[0]).toContain(message);
  expect(await contents()).toEqual(before);
});
