import { describe, expect, test } from "vitest";
import {
  fillOrganization,
  idsIn,
  joinOrganization,
  makeOrganization,
  organizationWith,
  roleIn,
} from "../support/organizations";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { change } from "../support/records";
import type { Visitor } from "../support/visitor";

describe("the list of members", () => {
  test("shows name, address, role and when they joined, and never what stands for no address", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const nameless = await joinOrganization(slug);
    const placeholder = `phone-${crypto.randomUUID()}@no-address.invalid`;
    await change("update user set email = ? where email = ?", placeholder, nameless.email);
    const { html, text } = await read(await owner.visitor.visit(`/organizations/${slug}/members`));
    for (const shown of [owner.email, "No address", "You"]) expect(text).toContain(shown);
    expect(html).not.toContain("no-address.invalid");
    const found = await read(await owner.visitor.visit(`/organizations/${slug}/members?q=no-address`));
    expect(found.text).toContain("Nobody here matches.");
  });

  test("is searched by the beginning of a word in name or address, filtered by role, and paged; the way on keeps both", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const { emailOf } = await fillOrganization(slug, 60);
    const at = `/organizations/${slug}/members`;
    const found = async (query: string) => {
      const { html } = await read(await owner.visitor.visit(at + query));
      const next = /href="([^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
      return { names: [...html.matchAll(/id="member-/g)].length, next, html };
    };
    const all = await found("");
    expect(all.names).toBe(25);
    let { next } = all;
    const counts = [all.names];
    while (next) {
      const page = await found(next.replace(at, ""));
      counts.push(page.names);
      next = page.next;
    }
    expect(counts).toEqual([25, 25, 11]);
    expect((await found("?q=mEmBer%206")).names).toBe(2); // 6 and 60
    expect((await found(`?q=${emailOf(7).toUpperCase()}`)).html).toContain(emailOf(7));
    expect((await found("?role=owner")).names).toBe(1);
    expect((await found("?q=member&role=member")).next).toMatch(/q=member&role=member&after=/);
    expect((await found(`?q=${"ü".repeat(80)}`)).names).toBe(0);
    expect((await found("?after=nonsense")).names).toBe(25);
  });

  test("costs two round trips at most, however it is asked for, and another page no more than the first", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    await fillOrganization(slug, 60);
    for (const path of ["members", "members?q=a&role=member", "members?after=1.a", "settings"]) {
      await owner.visitor.visit("/dashboard");
      const response = await owner.visitor.visit(`/organizations/${slug}/${path}`);
      expect([path, Number(response.headers.get("x-d1-queries")) <= 2]).toEqual([path, true]);
    }
  });

  test("offers each person what they may do, and refuses members the rest with 403", async () => {
    const { slug, owner, first: admin, second: member } = await organizationWith("admin", "member");
    const at = `/organizations/${slug}/members`;
    const buttons = async (visitor: Visitor) => {
      const { text } = await read(await visitor.visit(at));
      return ["Change role", "Remove", "Add member", "Leave organization"].filter((name) =>
        text.includes(name),
      );
    };
    expect(await buttons(owner.visitor)).toEqual(["Change role", "Remove", "Add member"]);
    expect(await buttons(admin.visitor)).toEqual([
      "Change role",
      "Remove",
      "Add member",
      "Leave organization",
    ]);
    expect(await buttons(member.visitor)).toEqual(["Leave organization"]);
    const { memberId } = await idsIn(slug, admin.email);
    const forms: Record<string, string>[] = [
      { intent: "add", email: owner.email, role: "member" },
      { intent: "change-role", member: memberId, role: "member" },
      { intent: "remove", member: memberId },
    ];
    for (const form of forms) expect((await member.visitor.submit(at, form)).status).toBe(403);
    expect(await roleIn(slug, admin.email)).toBe("admin");
  });
});

test("a role is changed, to an own one, too, and somebody is removed", async () => {
  const { slug, owner, second: member } = await organizationWith("admin", "member");
  const at = `/organizations/${slug}/members?q=ada`;
  const { memberId } = await idsIn(slug, member.email);
  const changed = await owner.visitor.submit(at, {
    intent: "change-role",
    member: memberId,
    role: "editor",
  });
  expect(sent(changed)).toBe(`303 ${at}`);
  expect((await read(await owner.visitor.visit(at))).message).toContain("The role is changed.");
  expect(await roleIn(slug, member.email)).toBe("editor");
  const wrong = await read(
    await owner.visitor.submit(at, { intent: "change-role", member: memberId, role: "emperor" }),
  );
  expect([wrong.status, wrong.alert]).toEqual([400, expect.stringContaining("This role is gone.")]);
  expect(sent(await owner.visitor.submit(at, { intent: "remove", member: memberId }))).toBe(`303 ${at}`);
  expect(await roleIn(slug, member.email)).toBeUndefined();
  const again = await read(await owner.visitor.submit(at, { intent: "remove", member: memberId }));
  expect([again.status, again.alert]).toEqual([400, expect.stringContaining("This member is gone")]);
});

test("somebody who has an account is added, and one who has none is to be invited", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/members`;
  const person = await join();
  const form = { intent: "add", email: person.email, role: "admin" };
  expect(sent(await owner.visitor.submit(at, form))).toBe(`303 ${at}`);
  expect(await roleIn(slug, person.email)).toBe("admin");
  const stranger = newPerson().email;
  const unknown = await read(await owner.visitor.submit(at, { ...form, email: stranger }));
  expect([unknown.status, unknown.mistake("email")]).toEqual([
    400,
    "No account has this address or username. Invite it instead.",
  ]);
  expect(unknown.html).toContain(`value="${stranger}"`);
  expect(unknown.html).toContain(`/organizations/${slug}/invitations"`);
  expect((await owner.visitor.submit(at, { ...form, email: "" })).status).toBe(422);
});

test("one leaves from the list or the settings; the last owner is told what to do instead", async () => {
  const { slug, owner, first, second } = await organizationWith("admin", "member");
  for (const [{ visitor, email }, page] of [
    [first, "members"],
    [second, "settings"],
  ] as const) {
    const left = await visitor.submit(`/organizations/${slug}/${page}`, { intent: "leave" });
    expect(sent(left)).toBe("303 /organizations");
    expect((await read(await visitor.visit("/organizations"))).message).toContain("You left");
    expect(await roleIn(slug, email)).toBeUndefined();
  }
  const { text } = await read(await owner.visitor.visit(`/organizations/${slug}/settings`));
  expect(text).toContain("You are the only owner");
  const refused = await owner.visitor.submit(`/organizations/${slug}/settings`, { intent: "leave" });
  expect([refused.status, (await read(refused)).alert]).toEqual([
    400,
    expect.stringContaining("Hand it over first, or delete it."),
  ]);
});
