import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rowsOf } from "../../../scripts/moving/entry";
import { sourceNames } from "../../../scripts/moving/sources";
import { bcrypt, file, seen } from "../../support/moving";

test("Auth.js: users and accounts of an adapter, in either writing", () => {
  const camel = {
    users: [
      { id: "u1", name: "Ada", email: "ada@example.com", emailVerified: "2024-01-01T00:00:00Z", image: null },
    ],
    accounts: [
      { userId: "u1", type: "oidc", provider: "google", providerAccountId: "g1", access_token: "secret" },
      { userId: "u1", type: "oidc", provider: "azure-ad", providerAccountId: "m1" },
      { userId: "u1", type: "email", provider: "email", providerAccountId: "ada@example.com" },
    ],
  };
  const snake = {
    user: [{ id: 7, name: null, email: "bob@example.com", email_verified: null, password: bcrypt }],
    account: [{ user_id: 7, type: "oauth", provider: "github", provider_account_id: 42 }],
  };
  expect(file("authjs", JSON.stringify(camel)).map(seen)).toMatchObject([
    { id: "u1", email_verified: 1, accounts: ["google:g1", "microsoft:m1"] },
  ]);
  expect(file("authjs", JSON.stringify(snake)).map(seen)).toMatchObject([
    { id: "7", name: "bob", email_verified: 0, accounts: [bcrypt, "github:42"] },
  ]);
});

test("better-auth: accounts, passkeys, organizations and members; nobody comes as an admin", () => {
  const hash = `${"a".repeat(32)}:${"b".repeat(128)}`;
  const found = file(
    "better-auth",
    JSON.stringify({
      account: [
        { id: "a1", userId: "u1", providerId: "credential", accountId: "u1", password: hash },
        { id: "a2", userId: "u1", providerId: "github", accountId: "42" },
      ],
      passkey: [
        {
          id: "p1",
          userId: "u1",
          publicKey: "pk",
          credentialID: "cred",
          counter: 3,
          deviceType: "multiDevice",
          backedUp: true,
        },
      ],
      user: [{ id: "u1", name: "Ada", email: "ada@example.com", emailVerified: true, role: "admin" }],
      organization: [{ id: "o1", name: "Engines", slug: "engines", createdAt: "2024-01-01T00:00:00Z" }],
      member: [{ id: "m1", organizationId: "o1", userId: "u1", role: "owner" }],
    }),
  );
  const [ada, engines] = found;
  expect(seen(ada)).toMatchObject({
    accounts: [hash, "github:42"],
    notes: ["its role admin: roles are given here anew"],
  });
  if (!ada || "refused" in ada || !engines || "refused" in engines) throw new Error("refused");
  expect(rowsOf(ada, "user")[0]).not.toHaveProperty("role");
  expect(rowsOf(ada, "passkey")).toMatchObject([
    { id: "p1", user_id: "u1", public_key: "pk", credential_id: "cred", counter: 3, backed_up: 1 },
  ]);
  expect(rowsOf(engines, "member")).toMatchObject([{ id: "m1", user_id: "u1", role: "owner" }]);
});

test("CSV: every column of the documented header; a person without an id gets the same one each time", () => {
  const header =
    "id,email,email_verified,name,username,phone_number,phone_number_verified,password_hash,password_hasher,accounts,banned,ban_reason,created_at";
  const text = `${header}\n7,a@example.com,yes,Ada,ada,+49 151 23456789,true,${bcrypt},bcrypt,google:1|github:2|credential:3,1,Spam,2024-01-01\n,b@example.com,,,,,,,,,,,`;
  const [ada, bob] = file("csv", text).map(seen);
  expect(ada).toMatchObject({
    id: "7",
    phone_number: "+4915123456789",
    banned: 1,
    accounts: [bcrypt, "google:1", "github:2"],
    notes: ["its account credential:3: it is not written as provider:id"],
  });
  expect(bob).toMatchObject({ name: "b", email_verified: 0 });
  expect(seen(file("csv", text)[1])).toEqual(bob);
});

test("CSV: a column that is not known is told", () => {
  expect(file("csv", "email,mobile\na@example.com,1")[0]).toEqual({
    at: "line 1",
    refused: "its columns mobile are not known and not read",
  });
});

test("docs/moving-in.md knows every source, and the columns of a CSV", () => {
  const page = readFileSync("docs/moving-in.md", "utf8");
  for (const name of sourceNames) expect(page).toContain(`\`${name}\``);
  const header = /```csv\n(.+)\n(.+)\n```/.exec(page);
  const [ada, ...others] = file("csv", `${header?.[1]}\n${header?.[2]}`).map(seen);
  expect(others).toEqual([]);
  expect(ada).toMatchObject({
    id: "7",
    phone_number: "+4915123456789",
    accounts: ["google:1081", "github:42"],
  });
});
