import { expect, test } from "vitest";
import { rowsOf } from "../../../scripts/moving/entry";
import { bcrypt, file, seen } from "../../support/moving";

const clerkHeader =
  "id,first_name,last_name,username,primary_email_address,primary_phone_number,verified_email_addresses,unverified_email_addresses,verified_phone_numbers,unverified_phone_numbers,totp_secret,password_digest,password_hasher";

test("Clerk: the dashboard's CSV and the API's JSON make one person; JSON brings connections", () => {
  const users = JSON.stringify([
    {
      id: "user_1",
      first_name: "Ada",
      banned: true,
      created_at: 1700000000000,
      primary_email_address_id: "idn_2",
      email_addresses: [
        { id: "idn_1", email_address: "other@example.com", verification: { status: "verified" } },
        { id: "idn_2", email_address: "Ada@Example.com", verification: { status: "verified" } },
      ],
      external_accounts: [
        { provider: "oauth_google", provider_user_id: "g1", verification: { status: "verified" } },
        { provider: "oauth_x", provider_user_id: "x1", verification: null },
        { provider: "oauth_github", provider_user_id: "h1", verification: { status: "unverified" } },
      ],
    },
  ]);
  const csv = `${clerkHeader}\nuser_1,Ada,Lovelace,Ada_L,ada@example.com,+4915123456789,ada@example.com,,+4915123456789,,ABC,${bcrypt},bcrypt`;
  const [one, ...others] = file("clerk", csv, users);
  expect(others).toEqual([]);
  expect(one?.at).toBe("file-1, line 2");
  expect(seen(one)).toEqual({
    id: "user_1",
    name: "Ada Lovelace",
    email: "ada@example.com",
    email_verified: 1,
    username: "ada_l",
    phone_number: "+4915123456789",
    phone_number_verified: 1,
    banned: 1,
    accounts: [bcrypt, "google:g1", "twitter:x1"],
    notes: [
      "its other address other@example.com: an account here has one",
      "its connection with github: it was not verified, or has no id",
      "its second factor: it has to be set up again",
    ],
  });
});

test("Clerk: an address that is not verified stays so; bad rows are refused by line, bad parts stay out", () => {
  const rows = [
    "user_1,Eve,,,eve@example.com,,,eve@example.com,,,,,",
    "user_2,No,Address,,,,,,,,,,",
    "user_3,Bad,Address,,nobody,,,,,,,,",
    "user_4,,,a b,ok@example.com,12,ok@example.com,,,,,5f4dcc3b5aa765d61d8327deb882cf99,md5",
    ",Without,Id,,id@example.com,,,,,,,,",
    "user_6,Phone,Only,,,+4915123456780,,,+4915123456780,,,,",
  ];
  const found = file("clerk", [clerkHeader, ...rows].join("\n"));
  expect(found.filter((each) => "refused" in each)).toEqual([
    { at: "line 6", refused: "it has no id" },
    { at: "line 3", refused: "it has neither an e-mail address nor a phone number" },
    { at: "line 4", refused: "nobody is no e-mail address" },
  ]);
  const [eve, ok, phone] = found.filter((each) => !("refused" in each)).map(seen);
  expect(eve).toMatchObject({ email: "eve@example.com", email_verified: 0, accounts: [] });
  expect(ok).toMatchObject({
    name: "ok",
    username: null,
    notes: [
      "its phone number 12: it is none with a country code",
      "its username a b: it is not 3 to 30 letters, digits, dots and underscores",
      "its password: it is hashed in a way that is not known here: md5",
    ],
  });
  expect(phone).toMatchObject({
    email: expect.stringMatching(/^phone-.*@no-address\.invalid$/),
    phone_number_verified: 1,
  });
});

test("Clerk: who was admin of an organization owns it; one that nobody would own is refused", () => {
  const [, , one, other] = file(
    "clerk",
    JSON.stringify({
      users: [
        { id: "user_1", email_addresses: "a@example.com" },
        { id: "user_2", email_addresses: "b@example.com" },
      ],
      organizations: [
        { id: "org_1", name: "Engines", slug: "Engines_Ltd", created_at: 1700000000000 },
        { id: "org_2", name: "Nobody's", slug: "nobodys" },
      ],
      organization_memberships: [
        {
          id: "orgmem_1",
          role: "org:admin",
          organization: { id: "org_1" },
          public_user_data: { user_id: "user_1" },
        },
        {
          id: "orgmem_2",
          role: "org:editor",
          organization: { id: "org_1" },
          public_user_data: { user_id: "user_2" },
        },
        {
          id: "orgmem_3",
          role: "org:member",
          organization: { id: "org_2" },
          public_user_data: { user_id: "user_2" },
        },
      ],
    }),
  );
  if (!one || "refused" in one) throw new Error("the first organization is refused");
  expect(rowsOf(one, "organization")).toMatchObject([{ id: "org_1", slug: "engines-ltd" }]);
  expect(rowsOf(one, "member")).toMatchObject([
    { id: "orgmem_1", user_id: "user_1", role: "owner" },
    { id: "orgmem_2", user_id: "user_2", role: "member" },
  ]);
  expect(one.notes).toEqual([
    "its short name Engines_Ltd: here it is engines-ltd",
    "the role editor of user_2, who becomes a member: there is none of this name here",
  ]);
  expect(other).toMatchObject({ refused: "nobody in it would be its owner" });
});

test("no file makes a password out of a connection", () => {
  const text = JSON.stringify({
    users: [
      {
        id: "user_1",
        email_addresses: "a@example.com",
        external_accounts: [{ provider: "credential", provider_user_id: "x" }],
      },
    ],
  });
  expect(file("clerk", text).map(seen)).toMatchObject([{ accounts: [] }]);
});
