import { expect, test } from "vitest";
import { exportFrom } from "../../scripts/moving/export";
import { importInto } from "../../scripts/moving/import";
import { fromLatchkey } from "../../scripts/moving/latchkey";
import { allTables, ofOrganization, ofUser, staying } from "../../scripts/moving/tables";
import { isSignedIn, signIn } from "../support/people";
import { populate } from "../support/populate";
import { change, rows } from "../support/records";
import { target } from "../support/target";
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
