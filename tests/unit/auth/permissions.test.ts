import { expect, test } from "vitest";
import { mayGive } from "../../../app/auth/permissions";

const ownRoles = [
  { role: "host", permission: '{"invitation":["create"]}' },
  { role: "closer", permission: '{"organization":["delete"]}' },
  { role: "damaged", permission: "{" },
];

test.each([
  ["owner", "owner", true],
  ["owner", "admin,member", true],
  ["owner", "nobody", false],
  ["owner", "", false],
  ["owner", "closer", true],
  ["admin", "owner", false],
  ["admin", "member,owner", false],
  ["admin", "admin", true],
  ["admin", "host", true],
  ["admin", "closer", false],
  ["host", "member", true],
  ["host", "host", true],
  ["host", "admin", false],
  ["host,member", "closer", false],
  ["gone", "admin", false],
  ["admin", "__proto__", false],
])("%s gives %j: %s", (role, wanted, given) => {
  expect(mayGive(role, ownRoles, wanted)).toBe(given);
});
