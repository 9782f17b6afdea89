import { expect, test } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { newGuest } from "../support/guests";
import { seedPeople } from "../support/many-people";
import { read } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, userIdOf } from "../support/records";
import type { Visitor } from "../support/visitor";

/** The addresses on a page of the list, in its order; each person is a row with a box, but for whoever looks. */
async function found(visitor: Visitor, query: string) {
  const { html } = await read(await visitor.visit(`/admin/users?${query}`));
  return [...html.matchAll(/<div class="text-muted-foreground">([^<]*)<\/div>/g)].map(
    ([, address]) => address,
  );
}

const search = (visitor: Visitor, q: string, more = "") =>
  found(visitor, `q=${encodeURIComponent(q)}${more}`);

test("somebody is found by the beginning of a name, a last name, an address, a username, a number, by a domain and an id", async () => {
  const admin = await joinAsAdmin();
  const mark = crypto.randomUUID().slice(0, 6);
  const person = { ...newPerson(`Zoë Ångström${mark}`), email: `zoe.${mark}@${mark}.example` };
  await join(person);
  const id = await userIdOf(person.email);
  await change(
    "update user set username = ?, phone_number = '+4915123456789' where id = ?",
    `zz_${mark}`,
    id,
  );
  for (const typed of [
    `zoë å`,
    `ZOË ÅNGSTRÖM${mark}`,
    `ångström${mark.slice(0, 4)}`,
    `Ångström${mark}`,
    `ZOE.${mark}`,
    person.email,
    `@${mark}.ex`,
    `zz_${mark}`,
    "+49 151 234",
    "0049 (151) 23456789",
    id,
  ])
    expect(await search(admin.visitor, typed), typed).toEqual([person.email]);
  for (const typed of [`oë ångström`, `${mark}.example`, "151234", id.slice(0, -1), "%", "_", "'"])
    expect(await search(admin.visitor, typed), typed).toEqual([]);
});

test("what is typed may be as long and as odd as one likes", async () => {
  const { visitor } = await joinAsAdmin();
  for (const typed of [
    "x".repeat(5000),
    "💥".repeat(300),
    "@",
    "@@",
    "\u{10FFFF}",
    "\\",
    "%00",
    "  ",
    "a\nb",
  ]) {
    const response = await visitor.visit(`/admin/users?q=${encodeURIComponent(typed)}`);
    expect(response.status, typed.slice(0, 20)).toBe(200);
  }
  const odd = "role=x&state=x&way=%00&twoFactor=x&from=x&to=2025-02-31&sort=x&after=x";
  expect((await visitor.visit(`/admin/users?${odd}`)).status).toBe(200);
  for (const after of ['["a","b"]', "[1,2]", "[]", "{}", '[1,"x",2]', "[null,null]"])
    for (const sort of ["created", "name"])
      expect(
        (await visitor.visit(`/admin/users?sort=${sort}&after=${encodeURIComponent(after)}`)).status,
      ).toBe(200);
});

test("filters of what somebody is, each alone and together", async () => {
  const { visitor } = await joinAsAdmin();
  const mark = crypto.randomUUID().slice(0, 6);
  const people = ["plain", "banned", "unconfirmed", "google", "factor", "boss", "key"];
  const emails = Object.fromEntries(people.map((kind) => [kind, `${mark}-${kind}@example.com`]));
  for (const email of Object.values(emails)) await join({ ...newPerson("Filter Me"), email });
  const set = (kind: string, what: string) => change(`update user set ${what} where email = ?`, emails[kind]);
  await set("banned", "banned = 1");
  await set("unconfirmed", "email_verified = 0");
  await set("factor", "two_factor_enabled = 1");
  await set("boss", "role = 'user,admin'");
  await set("plain", "created_at = 1577836800000");
  await change(
    "update account set provider_id = 'google' where user_id = (select id from user where email = ?)",
    emails.google,
  );
  await change(
    `insert into passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up)
     select ?, 'k', id, ?, 0, 'multiDevice', 1 from user where email = ?`,
    mark,
    mark,
    emails.key,
  );
  const of = async (query: string) => (await search(visitor, mark, `&${query}`)).sort();
  const only = (...kinds: string[]) => kinds.map((kind) => emails[kind]).sort();
  const but = (...kinds: string[]) => only(...people.filter((kind) => !kinds.includes(kind)));
  for (const sort of ["created", "name", "email", "used"]) {
    expect(await of(`sort=${sort}&state=banned`)).toEqual(only("banned"));
    expect(await of(`sort=${sort}&state=unconfirmed`)).toEqual(only("unconfirmed"));
    expect(await of(`sort=${sort}&state=confirmed`)).toEqual(but("banned", "unconfirmed"));
    expect(await of(`sort=${sort}&role=admin`)).toEqual(only("boss"));
    expect(await of(`sort=${sort}&role=user`)).toEqual(but("boss"));
    expect(await of(`sort=${sort}&way=google`)).toEqual(only("google"));
    expect(await of(`sort=${sort}&way=credential`)).toEqual(but("google"));
    expect(await of(`sort=${sort}&way=passkey`)).toEqual(only("key"));
    expect(await of(`sort=${sort}&twoFactor=on`)).toEqual(only("factor"));
    expect(await of(`sort=${sort}&twoFactor=off`)).toEqual(but("factor"));
    expect(await of(`sort=${sort}&from=2020-01-01&to=2020-01-01`)).toEqual(only("plain"));
    expect(await of(`sort=${sort}&from=2020-01-02`)).toEqual(but("plain"));
    expect(await of(`sort=${sort}&to=2019-12-31`)).toEqual([]);
    expect(await of(`sort=${sort}&state=confirmed&twoFactor=on&way=credential`)).toEqual(only("factor"));
    expect(await of(`sort=${sort}&state=banned&twoFactor=on`)).toEqual([]);
  }
});

test("guests are listed as such, by whom they are not", async () => {
  const { visitor } = await joinAsAdmin();
  await newGuest();
  const { text } = await read(await visitor.visit("/admin/users?state=guest"));
  expect(text).toContain("No address");
  expect(text).not.toContain("no-address.invalid");
});

test("every order goes page by page through everybody, once; and a long look that finds few goes on", async () => {
  const { visitor } = await joinAsAdmin();
  await seedPeople(1, 260);
  for (const sort of ["created", "name", "email", "used"])
    for (const [query, count] of [
      ["q=seeded", sort === "used" ? 174 : 260],
      ["twoFactor=on", sort === "used" ? 35 : 52],
    ] as const) {
      const people = await throughAll(visitor, `/admin/users?${query}&sort=${sort}`);
      const seeded = people.filter((address) => address?.startsWith("seed"));
      expect(new Set(seeded).size, `${query} by ${sort}`).toBe(count);
      expect(seeded.length, `${query} by ${sort}`).toBe(count);
      if (sort === "email") expect(seeded).toEqual([...seeded].sort());
    }
  await seedPeople(261, 9000);
  // More than are put in order by hand, and none of them where the look begins.
  await change("update user set two_factor_enabled = id < 'seed001400' where id like 'seed%'");
  await change("update user set banned = 0");
  await change("update user set banned = 1 where id between 'seed000001' and 'seed001200'");
  const first = await read(await visitor.visit("/admin/users?state=banned&twoFactor=on&sort=email"));
  expect(first.text).toContain("Next page");
  const cut = await read(await visitor.visit("/admin/users?role=user&twoFactor=on&sort=used"));
  expect(cut.text).toContain("2,500 people were looked at for this page");
  expect(cut.text).not.toContain("Nobody here matches");
  const all = await throughAll(visitor, "/admin/users?role=user&twoFactor=on&sort=used");
  expect(all.filter((address) => address?.startsWith("seed")).length).toBe(932);
}, 240_000);

async function throughAll(visitor: Visitor, from: string) {
  const people: (string | undefined)[] = [];
  for (let path: string | undefined = from; path; ) {
    await visitor.visit("/api/auth/get-session");
    const { html } = await read(await visitor.visit(path));
    people.push(
      ...[...html.matchAll(/<div class="text-muted-foreground">([^<]*)<\/div>/g)].map(
        ([, address]) => address,
      ),
    );
    path = /href="([^"]+)"[^>]*>(?:Next page|Look further)</.exec(html)?.[1]?.replaceAll("&amp;", "&");
  }
  return people;
}
