import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { domainOf, newDomain, setRecord } from "../support/domains";
import { linkTo } from "../support/mailbox";
import { answer, idOf, idsIn, joinOrganization, makeOrganization } from "../support/organizations";
import { read } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, rows, userIdOf } from "../support/records";

/** What the list of the organization says, oldest first, each with its actor. */
async function entriesOf(slug: string) {
  const found = await rows<{ actor: string; event: string; detail: string }>(
    `select actor_name as actor, event, detail from organization_activity
     where organization_id = ? order by at, rowid`,
    await idOf(slug),
  );
  return found.map(({ actor, event, detail }) =>
    [actor, event, ...detail.split("\n").filter(Boolean)].join(" | "),
  );
}

/** Waits for what is written after the answer. */
async function expectEntry(slug: string, entry: string) {
  await vi.waitFor(async () => expect((await entriesOf(slug)).at(-1)).toBe(entry), 5000);
}

test("who did what to whom is noted, by form and by endpoint", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await expectEntry(slug, "Ada Lovelace | organization-created");
  const { organizationId } = await idsIn(slug, owner.email);
  const does = async (path: string, body: object, entry: string) => {
    expect(await answer(owner.visitor, path, { organizationId, ...body })).toEqual([200, undefined]);
    await expectEntry(slug, `Ada Lovelace | ${entry}`);
  };
  const members = `/organizations/${slug}/members`;
  const other = await join(newPerson("Charles Babbage"));
  await owner.visitor.submit(members, { intent: "add", email: other.email, role: "member" });
  await expectEntry(slug, "Ada Lovelace | member-added | Charles Babbage | member");
  const { memberId } = await idsIn(slug, other.email);
  const userId = await userIdOf(other.email);
  await does("update-member-role", { memberId, role: "admin" }, "role-changed | Charles Babbage | admin");
  await does("create-team", { name: "Mill" }, "team-created | Mill");
  const [team] = await rows<{ id: string }>("select id from team where organization_id = ?", organizationId);
  const teamId = team?.id ?? "";
  await does("add-team-member", { teamId, userId }, "team-member-added | Charles Babbage | Mill");
  await does("remove-team-member", { teamId, userId }, "team-member-removed | Charles Babbage | Mill");
  await does("update-team", { teamId, data: { name: "Store", organizationId } }, "team-renamed | Store");
  await does("remove-team", { teamId }, "team-removed | Store");
  const permission = { project: ["create"] };
  await does("create-role", { role: "maker", permission }, "own-role-created | maker");
  await does("update-role", { roleName: "maker", data: { permission } }, "own-role-changed | maker");
  const [role] = await rows<{ id: string }>(
    "select id from organization_role where organization_id = ?",
    organizationId,
  );
  await does("delete-role", { roleId: role?.id }, "own-role-deleted | maker");
  await does("update", { data: { name: "Engines" } }, `organization-updated | Engines (${slug})`);
  await does("remove-member", { memberIdOrEmail: memberId }, "member-removed | Charles Babbage");
  const domain = `${slug}.example`;
  await owner.visitor.submit(`/organizations/${slug}/domains`, { intent: "add", domain });
  await expectEntry(slug, `Ada Lovelace | domain-added | ${domain}`);
  await owner.visitor.call("/api/auth/organization/set-active", { organizationId: null });
  await owner.visitor.submit(`/organizations/${slug}/projects`, { name: "Engine No. 1" });
  await expectEntry(slug, "Ada Lovelace | project-created | Engine No. 1");
});

test("invitations are noted one by one, with what became of them", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await expectEntry(slug, "Ada Lovelace | organization-created");
  const page = `/organizations/${slug}/invitations`;
  const guest = await join(newPerson("Mary Somerville"));
  const emails = `${guest.email}, b-${slug}@example.com, ${owner.email}`;
  await owner.visitor.submit(page, { intent: "send", emails, role: "member" });
  await vi.waitFor(async () => expect(await entriesOf(slug)).toHaveLength(3), 5000);
  const invited = [guest.email, `b-${slug}@example.com`];
  expect((await entriesOf(slug)).slice(1).sort()).toEqual(
    invited.map((email) => `Ada Lovelace | invited | ${email} | member`).sort(),
  );
  const [open] = await rows<{ id: string }>(
    "select id from invitation where email = ?",
    `b-${slug}@example.com`,
  );
  await owner.visitor.submit(page, { intent: "resend", invitationId: open?.id ?? "" });
  await expectEntry(slug, `Ada Lovelace | invited-again | b-${slug}@example.com | member`);
  await owner.visitor.submit(page, { intent: "cancel", invitationId: open?.id ?? "" });
  await expectEntry(slug, `Ada Lovelace | invitation-cancelled | b-${slug}@example.com`);
  await guest.visitor.submit(await linkTo(guest.email, /invite/i), { intent: "accept" });
  await expectEntry(slug, "Mary Somerville | invitation-accepted | member");
  await answer(guest.visitor, "leave", { organizationId: await idOf(slug) });
  await expectEntry(slug, "Mary Somerville | member-left");
});

test("a domain that is verified again is no news, and neither is one that two verify at once", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const page = `/organizations/${slug}/domains`;
  const domain = newDomain();
  await owner.visitor.submit(page, { domain });
  const { id, challenge } = await domainOf(slug, domain);
  await setRecord(domain, `"latchkey-challenge=${challenge}"`);
  const verify = async () => {
    await owner.visitor.submit(page, { intent: "verify", domainId: id });
    return (await read(await owner.visitor.visit(page))).message;
  };
  for (const message of await Promise.all([verify(), verify()])) expect(message).not.toContain("gone");
  expect(await verify()).toContain("The domain is verified.");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const entries = (await entriesOf(slug)).filter((entry) => entry.includes("domain-verified"));
  expect(entries).toEqual([`Ada Lovelace | domain-verified | ${domain}`]);
});

test("what was refused is not noted, nor which organization somebody works in", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await expectEntry(slug, "Ada Lovelace | organization-created");
  const member = await joinOrganization(slug);
  const { organizationId, memberId } = await idsIn(slug, member.email);
  const tries: [string, object][] = [
    ["update", { data: { name: "Mine" } }],
    ["remove-member", { memberIdOrEmail: memberId }],
    ["create-team", { name: "Mine" }],
    ["invite-member", { email: "a@example.com", role: "member" }],
  ];
  for (const [path, body] of tries)
    expect((await answer(member.visitor, path, { organizationId, ...body }))[0]).not.toBe(200);
  expect((await answer(member.visitor, "set-active", { organizationId }))[0]).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await entriesOf(slug)).toEqual(["Ada Lovelace | organization-created"]);
});

test("the page is for those who may read it, newest first, by pages, in two round trips", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await expectEntry(slug, "Ada Lovelace | organization-created");
  const organizationId = await idOf(slug);
  const insert = env.DB.prepare(
    `insert into organization_activity (id, organization_id, at, actor_name, event, detail)
     values (?, ?, ?, 'Ada', 'team-created', ?)`,
  );
  const at = Date.now();
  const numbers = Array.from({ length: 60 }, (_, number) => number);
  await env.DB.batch(
    numbers.map((n) => insert.bind(crypto.randomUUID(), organizationId, at - 60_000 - (n >> 1), `No. ${n}.`)),
  );
  const here = `/organizations/${slug}/activity`;
  const response = await owner.visitor.visit(here);
  expect(Number(response.headers.get("x-d1-queries"))).toBeLessThanOrEqual(2);
  const first = await read(response);
  expect([first.status, first.heading]).toEqual([200, "Activity"]);
  const next = /href="([^"]*before=[^"]*)"/.exec(first.html)?.[1] ?? "";
  const second = await read(await owner.visitor.visit(next));
  const seen = [first, second].flatMap(({ text }) => [...text.matchAll(/Made the team (No\. \d+\.)/g)]);
  expect(new Set(seen.map(([, name]) => name)).size).toBe(60);
  expect(first.text).toContain("Made the organization Ada Lovelace");
  expect((await owner.visitor.visit(`${here}?before=nonsense`)).status).toBe(200);
  const member = await joinOrganization(slug);
  const admin = await joinOrganization(slug, "admin");
  expect((await member.visitor.visit(here)).status).toBe(403);
  expect((await admin.visitor.visit(here)).status).toBe(200);
  const other = await join();
  expect((await other.visitor.visit(here)).status).toBe(404);
});

test("a name stays when its account is gone, and what is older than a year goes with what is new", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await expectEntry(slug, "Ada Lovelace | organization-created");
  const old = Date.now() - 366 * 24 * 60 * 60 * 1000;
  await change("update organization_activity set at = ? where organization_id = ?", old, await idOf(slug));
  const member = await joinOrganization(slug, "admin");
  await member.visitor.submit(`/organizations/${slug}/projects`, { name: "Engine No. 2" });
  await vi.waitFor(
    async () => expect(await entriesOf(slug)).toEqual(["Ada Lovelace | project-created | Engine No. 2"]),
    5000,
  );
  await change("delete from user where email = ?", member.email);
  expect((await read(await owner.visitor.visit(`/organizations/${slug}/activity`))).text).toContain(
    "Made the project Engine No. 2 Ada Lovelace",
  );
});
