import { describe, expect, test, vi } from "vitest";
import { ageProof, joinAsAdmin, withoutAdmins } from "../support/admins";
import { mailTo } from "../support/mailbox";
import { isSignedIn, join, newPerson } from "../support/people";
import { newNumber } from "../support/phones";
import { change, row, rows, userIdOf } from "../support/records";
import { turnOnTwoFactor } from "../support/two-factor";
import type { Visitor } from "../support/visitor";

async function answerOf(response: Response) {
  const body = await response.json<{ code?: string } | null>();
  return [response.status, body?.code];
}

const call = async (visitor: Visitor, name: string, body: object) =>
  answerOf(await visitor.call(`/api/auth/admin/${name}`, body));

const notedAbout = (id: string) =>
  rows<{ event: string; outcome: string; detail: string }>(
    "select event, outcome, detail from audit_event where subject_id = ? order by seq",
    id,
  );

test("V6.4.6: an admin sets nobody's password, by no endpoint", async () => {
  const { visitor } = await joinAsAdmin();
  const ada = await join();
  const userId = await userIdOf(ada.email);
  const newPassword = "chosen by an admin";
  expect(await call(visitor, "set-user-password", { userId, newPassword })).toEqual([
    403,
    "ADMIN_SETS_NO_PASSWORD",
  ]);
  const made = newPerson();
  expect(await call(visitor, "create-user", made)).toEqual([400, "NAME_ADDRESS_ROLE_ONLY"]);
  const { password, ...without } = made;
  expect(await call(visitor, "create-user", { ...without, data: { password } })).toEqual([
    400,
    "NAME_ADDRESS_ROLE_ONLY",
  ]);
  expect(await call(visitor, "update-user", { userId, data: { password } })).toEqual([
    400,
    "FIELD_NOT_ALLOWED",
  ]);
  expect(await call(visitor, "create-user", without)).toEqual([200, undefined]);
  expect(await userIdOf(made.email)).not.toBe("");
});

describe("an account is changed in known fields, to values that its owner could have", () => {
  test("role, ban, proofs and what nobody knows are refused", async () => {
    const { visitor } = await joinAsAdmin();
    const userId = await userIdOf((await join()).email);
    for (const data of [
      { role: "admin" },
      { banned: true },
      { emailVerified: true },
      { phoneNumberVerified: true },
      { twoFactorEnabled: false },
      { isAnonymous: true },
      { createdAt: 0 },
      { name: "Ada", none: 1 },
    ])
      expect(await call(visitor, "update-user", { userId, data }), JSON.stringify(data)).toEqual([
        400,
        "FIELD_NOT_ALLOWED",
      ]);
    for (const data of [
      { name: " " },
      { name: "x".repeat(101) },
      { email: "none" },
      { username: "a b" },
      { phoneNumber: "123" },
      { image: "https://example.com/picture.png" },
    ])
      expect(await call(visitor, "update-user", { userId, data }), JSON.stringify(data)).toEqual([
        400,
        "INVALID_PERSON",
      ]);
  });

  test("a new address or number is not a confirmed one, and the old address is told", async () => {
    const { visitor } = await joinAsAdmin();
    const ada = await join();
    const userId = await userIdOf(ada.email);
    const { email } = newPerson();
    const phoneNumber = newNumber();
    const data = { email: email.toUpperCase(), phoneNumber, username: `Ada.L${userId.slice(0, 4)}` };
    expect(await call(visitor, "update-user", { userId, data })).toEqual([200, undefined]);
    expect(
      await row(
        "select email, email_verified as proved, phone_number as number, phone_number_verified as proved2, username from user where id = ?",
        userId,
      ),
    ).toEqual({ email, proved: 0, number: phoneNumber, proved2: 0, username: data.username.toLowerCase() });
    const [told] = await mailTo(ada.email, 2);
    expect(told?.subject).toContain("Your e-mail address was changed");
    expect(told?.text).toContain(email);
    expect(told?.text).not.toContain("198.");
    expect((await mailTo(email, 2)).map(({ subject }) => subject).join()).toContain(
      "address of your account",
    );
    const other = await userIdOf((await join()).email);
    expect(await call(visitor, "update-user", { userId: other, data: { phoneNumber } })).toEqual([
      400,
      "PHONE_NUMBER_EXIST",
    ]);
    expect(await call(visitor, "update-user", { userId: other, data: { username: data.username } })).toEqual([
      400,
      "USERNAME_IS_ALREADY_TAKEN",
    ]);
    const same = await call(visitor, "update-user", { userId: other, data: { name: "Ada King" } });
    expect(same).toEqual([200, undefined]);
    expect(await row("select email_verified as proved from user where id = ?", other)).toEqual({ proved: 1 });
  });
});

describe("roles", () => {
  test("are known ones, and nobody changes their own", async () => {
    const { visitor, email } = await joinAsAdmin();
    const userId = await userIdOf((await join()).email);
    for (const role of ["owner", "", [], ["user", "root"], "admin,root"])
      expect(await call(visitor, "set-role", { userId, role }), String(role)).toEqual([400, "UNKNOWN_ROLE"]);
    expect(await call(visitor, "set-role", { userId: await userIdOf(email), role: "user" })).toEqual([
      400,
      "CANNOT_CHANGE_OWN_ROLE",
    ]);
    expect(await call(visitor, "create-user", { ...newPerson(), password: undefined, role: "root" })).toEqual(
      [400, "UNKNOWN_ROLE"],
    );
  });

  test("whoever is made an admin, and unmade, is told; to make one wants a fresh proof", async () => {
    const admin = await joinAsAdmin();
    const ada = await join();
    const userId = await userIdOf(ada.email);
    expect(await call(admin.visitor, "set-role", { userId, role: "admin" })).toEqual([200, undefined]);
    expect((await mailTo(ada.email, 2))[0]?.subject).toContain("You are an admin now");
    expect(await call(admin.visitor, "set-role", { userId, role: ["user"] })).toEqual([200, undefined]);
    expect((await mailTo(ada.email, 3))[0]?.subject).toContain("You are not an admin any more");
    expect(await row("select role from user where id = ?", userId)).toEqual({ role: null });
    await ageProof(admin, 11);
    expect(await call(admin.visitor, "set-role", { userId, role: "admin" })).toEqual([
      403,
      "SESSION_NOT_FRESH",
    ]);
  });
});

describe("the last admin stays", () => {
  test("two who take the role from each other at once: one is left", async () => {
    await withoutAdmins();
    const [one, two] = [await joinAsAdmin("Grace Hopper"), await joinAsAdmin("Ada Lovelace")];
    const ids = [await userIdOf(one.email), await userIdOf(two.email)];
    await Promise.all([
      one.visitor.call("/api/auth/admin/set-role", { userId: ids[1], role: "user" }),
      two.visitor.call("/api/auth/admin/set-role", { userId: ids[0], role: "user" }),
    ]);
    expect(await row("select count(*) as admins from user where role = 'admin'")).toEqual({ admins: 1 });
  });

  test("whatever writes it: roles, bans and rows", async () => {
    await withoutAdmins();
    const { visitor, email } = await joinAsAdmin();
    await expect(change("update user set role = null where email = ?", email)).rejects.toThrow("LAST_ADMIN");
    await expect(change("update user set banned = 1 where email = ?", email)).rejects.toThrow("LAST_ADMIN");
    await expect(change("delete from user where email = ?", email)).rejects.toThrow("LAST_ADMIN");
    expect(await answerOf(await visitor.call("/api/auth/delete-user", {}))).toEqual([400, "LAST_ADMIN"]);
    const page = await (await visitor.visit("/account/data")).text();
    expect(page).toContain("You are the last admin of this deployment");
    expect((await visitor.submit("/account/data", {})).headers.get("Location")).toBe("/account/data");
    const userId = await userIdOf(email);
    expect(await call(visitor, "remove-user", { userId })).toEqual([400, "YOU_CANNOT_REMOVE_YOURSELF"]);
    expect(await call(visitor, "ban-user", { userId })).toEqual([400, "YOU_CANNOT_BAN_YOURSELF"]);
    await joinAsAdmin();
    await change("update user set role = null where email = ?", email);
  });
});

describe("bans", () => {
  test("have sane ends and reasons, and end every session at once, whatever writes them", async () => {
    const { visitor } = await joinAsAdmin();
    const ada = await join();
    const userId = await userIdOf(ada.email);
    for (const wrong of [
      { banExpiresIn: -1 },
      { banExpiresIn: 0.5 },
      { banExpiresIn: 1e12 },
      { banReason: "x".repeat(201) },
    ])
      expect(await call(visitor, "ban-user", { userId, ...wrong })).toEqual([400, "INVALID_BAN"]);
    await change("update user set banned = 1 where id = ?", userId);
    expect(await row("select count(*) as n from session where user_id = ?", userId)).toEqual({ n: 0 });
  });
});

test("removing an account tidies up as its owner would, and tells them", async () => {
  const { visitor } = await joinAsAdmin();
  const ada = await join();
  const userId = await userIdOf(ada.email);
  expect(await call(visitor, "remove-user", { userId })).toEqual([200, undefined]);
  expect((await mailTo(ada.email, 2))[0]?.subject).toContain("Your account was deleted");
  await vi.waitFor(async () =>
    expect((await notedAbout(userId)).at(-1)).toMatchObject({ event: "account-deleted", outcome: "success" }),
  );
});

test("a session that is ended by its token is noted with whose it was", async () => {
  const { visitor } = await joinAsAdmin();
  const ada = await join();
  const userId = await userIdOf(ada.email);
  const session = await row<{ token: string }>("select token from session where user_id = ?", userId);
  expect(await call(visitor, "revoke-user-session", { sessionToken: session?.token })).toEqual([
    200,
    undefined,
  ]);
  await vi.waitFor(async () => expect((await notedAbout(userId)).at(-1)?.event).toBe("admin-session-ended"));
});

test("a list that cannot be asked for is refused, not answered as if there were nobody", async () => {
  const { visitor } = await joinAsAdmin();
  const ask = async (query: string) => answerOf(await visitor.visit(`/api/auth/admin/list-users?${query}`));
  for (const query of [
    `searchValue=${"x".repeat(49)}`,
    `searchValue=${"ü".repeat(25)}`,
    "sortBy=none",
    "filterField=password&filterValue=x",
    `filterField=name&filterOperator=contains&filterValue=${"x".repeat(49)}`,
    "limit=501",
    "limit=-1",
    "offset=nine",
  ])
    expect(await ask(query), query).toEqual([400, "INVALID_SEARCH"]);
  expect(await ask(`searchValue=${"x".repeat(48)}`)).toEqual([200, undefined]);
  expect(await ask("sortBy=createdAt&sortDirection=desc&limit=5&offset=0")).toEqual([200, undefined]);
});

describe("resetting the second factor", () => {
  test("wants a fresh proof and how the identity was checked; it ends sessions and trust, and tells the owner", async () => {
    const admin = await joinAsAdmin();
    const ada = await join();
    await turnOnTwoFactor(ada.visitor, ada.password);
    const userId = await userIdOf(ada.email);
    const check = "called back on the number in the contract";
    expect(await call(admin.visitor, "reset-two-factor", { userId })).toEqual([400, "CHECK_MISSING"]);
    expect(await call(admin.visitor, "reset-two-factor", { userId, check: " yes " })).toEqual([
      400,
      "CHECK_MISSING",
    ]);
    expect(await call(admin.visitor, "reset-two-factor", { userId, check })).toEqual([200, undefined]);
    expect(await row("select two_factor_enabled as has from user where id = ?", userId)).toEqual({ has: 0 });
    for (const table of ["two_factor", "session"])
      expect(await row(`select count(*) as n from ${table} where user_id = ?`, userId)).toEqual({ n: 0 });
    expect((await mailTo(ada.email, 3))[0]?.subject).toContain("two-step verification was turned off");
    await vi.waitFor(async () =>
      expect((await notedAbout(userId)).at(-1)).toMatchObject({
        event: "admin-two-factor-reset",
        detail: check,
      }),
    );
    expect(await call(admin.visitor, "reset-two-factor", { userId, check })).toEqual([
      400,
      "NO_SECOND_FACTOR",
    ]);
    await ageProof(admin, 11);
    expect(await call(admin.visitor, "reset-two-factor", { userId, check })).toEqual([
      403,
      "SESSION_NOT_FRESH",
    ]);
  });
});

test("V8.2.1: nobody else can do any of it", async () => {
  const { visitor } = await join();
  const ada = await join();
  const userId = await userIdOf(ada.email);
  const session = await row<{ token: string }>("select token from session where user_id = ?", userId);
  const calls: [string, object][] = [
    ["set-role", { userId, role: "admin" }],
    ["update-user", { userId, data: { name: "Eve" } }],
    ["create-user", { name: "Eve", email: newPerson().email }],
    ["ban-user", { userId }],
    ["unban-user", { userId }],
    ["impersonate-user", { userId }],
    ["list-user-sessions", { userId }],
    ["revoke-user-session", { sessionToken: session?.token }],
    ["revoke-user-sessions", { userId }],
    ["remove-user", { userId }],
    ["reset-two-factor", { userId, check: "called back on the number" }],
    ["set-user-password", { userId, newPassword: "chosen by somebody" }],
  ];
  for (const [name, body] of calls) expect((await call(visitor, name, body))[0], name).toBe(403);
  expect(await isSignedIn(ada.visitor)).toBe(true);
});
