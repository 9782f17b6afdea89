import { expect, test } from "vitest";
import { allTables, columnsOf, ofOrganization, ofUser, staying } from "../../../scripts/moving/tables";

const moving = [
  "user",
  ...ofUser.map(({ table }) => table),
  "organization",
  ...ofOrganization.map(({ table }) => table),
  "sign_up_invitation",
];

test("every table moves, or stays for a reason that is written down", () => {
  expect([...moving, ...Object.keys(staying)].sort()).toEqual([...allTables].sort());
});

test("what belongs to something says so in a column that is there", () => {
  for (const { table, key } of [...ofUser, ...ofOrganization])
    expect([...(columnsOf(table) ?? [])]).toContain(key);
});
