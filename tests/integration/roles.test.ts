import { describe, expect, test } from "vitest";
import { answer, idsIn, joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { change, row, rows } from "../support/records";
import type { Visitor } from "../support/visitor";

/** An organization whose role "keeper" may make and change roles and projects, and somebody who has it. */
async function organizationWithKeeper() {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const { organizationId } = await idsIn(slug, owner.email);
  const permission = { ac: ["create", "read", "update", "delete"], project: ["create"] };
  await answer(owner.visitor, "create-role", { organizationId, role: "keeper", permission });
  const keeper = await joinOrganization(slug, "keeper");
  return { owner, keeper, slug, organizationId, at: `/organizations/${slug}/roles` };
}

async function permissionOf(slug: string, role: string) {
  const found = await row<{ permission: string }>(
    `select permission from organization_role join organization on organization.id = organization_id
     where slug = ? and role = ?`,
    slug,
    role,
  );
  return found && JSON.parse(found.permission);
}

test("a role is made by ticking, given on the page of members, changed, and deleted when nobody has it", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const at = `/organizations/${slug}/roles`;
  const made = await owner.visitor.submit(at, { name: " Project-Lead ", "project:delete": "on" });
  expect(sent(made)).toBe(`303 ${at}`);
  const list = await read(await owner.visitor.visit(at));
  expect(list.message).toContain("The role is made.");
  expect(list.text).toContain("project-lead Projects delete");
  expect(await permissionOf(slug, "project-lead")).toMatchObject({ project: ["delete"], member: [] });

  const { organizationId, memberId } = await idsIn(slug, member.email);
  const given = { organizationId, memberId, role: ["member", "project-lead"] };
  expect(await answer(owner.visitor, "update-member-role", given)).toEqual([200, undefined]);
  const page = await read(await owner.visitor.visit(`${at}/project-lead`));
  expect(page.text).toContain("1 member.");
  expect(page.text).not.toContain("Delete the role");

  const saved = await owner.visitor.submit(`${at}/project-lead`, { intent: "save", "domain:create": "on" });
  expect(sent(saved)).toBe(`303 ${at}`);
  expect(await permissionOf(slug, "project-lead")).toMatchObject({ project: [], domain: ["create"] });

  const kept = await read(await owner.visitor.submit(`${at}/project-lead`, { intent: "delete" }));
  expect([kept.status, kept.alert]).toEqual([400, "This role stays while it is in use: 1 member."]);
  await answer(owner.visitor, "update-member-role", { organizationId, memberId, role: "member" });
  expect(sent(await owner.visitor.submit(`${at}/project-lead`, { intent: "delete" }))).toBe(`303 ${at}`);
  expect((await owner.visitor.visit(`${at}/project-lead`)).status).toBe(404);
});

test("what is built in is shown with what it may do", async () => {
  const owner = await join();
  const { text } = await read(
    await owner.visitor.visit(`/organizations/${await makeOrganization(owner.visitor)}/roles`),
  );
  expect(text).toContain("owner Organization change, delete");
  expect(text).toContain("member Roles see Projects create, change");
});

test.each(["a", "two words", "com,ma", "ünï", "x".repeat(31), "", "admin", "Owner"])(
  "the name %j is refused in form and endpoint, and nothing ticked is lost",
  async (name) => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const { organizationId } = await idsIn(slug, owner.email);
    const page = await read(
      await owner.visitor.submit(`/organizations/${slug}/roles`, { name, "team:create": "on" }),
    );
    expect([page.status, Boolean(page.mistake("name"))]).toEqual([422, true]);
    expect(page.html).toMatch(/<input[^>]*name="team:create"[^>]*checked/);
    const code = /admin|owner/i.test(name) ? "ROLE_NAME_IS_ALREADY_TAKEN" : "INVALID_ROLE_NAME";
    const called = { organizationId, role: name, permission: {} };
    expect(await answer(owner.visitor, "create-role", called)).toEqual([400, code]);
    expect(await rows("select 1 from organization_role where organization_id = ?", organizationId)).toEqual(
      [],
    );
  },
);

test("a name is taken once in an organization, however often it is sent at the same time", async () => {
  const { owner, slug, at } = await organizationWithKeeper();
  const again = await read(await owner.visitor.submit(at, { name: "keeper" }));
  expect([again.status, again.mistake("name")]).toEqual([400, expect.stringContaining("There is a role")]);
  const sentTwice = [1, 2, 3].map(() => owner.visitor.submit(at, { name: "twin" }));
  const statuses = (await Promise.all(sentTwice)).map(({ status }) => status).sort();
  expect(statuses).toEqual([303, 400, 400]);
  const other = await makeOrganization(owner.visitor, "Another");
  expect((await owner.visitor.submit(`/organizations/${other}/roles`, { name: "twin" })).status).toBe(303);
  expect(await permissionOf(slug, "twin")).toBeTruthy();
});

test("an organization makes twenty roles at most", async () => {
  const { owner, organizationId, at } = await organizationWithKeeper();
  await change(
    `insert into organization_role (id, organization_id, role, permission)
     with recursive counted(i) as (select 1 union all select i + 1 from counted where i < 19)
     select ? || i, ?, 'role-' || i, '{}' from counted`,
    organizationId,
    organizationId,
  );
  expect((await read(await owner.visitor.visit(at))).text).not.toContain("Create role ");
  const over = await read(await owner.visitor.submit(at, { name: "one-more" }));
  expect([over.status, over.alert]).toEqual([400, expect.stringContaining("as many own roles")]);
});

describe("nobody gets more by a role than they may do", () => {
  test("making one", async () => {
    const { keeper, slug, organizationId, at } = await organizationWithKeeper();
    const { html } = await read(await keeper.visitor.visit(at));
    expect(html).toMatch(/<input[^>]*disabled[^>]*name="member:update"|name="member:update"[^>]*disabled/);
    expect(html).not.toMatch(/<input(?=[^>]*disabled)[^>]*name="project:create"/);
    const page = await read(await keeper.visitor.submit(at, { name: "bigger", "member:update": "on" }));
    expect([page.status, page.alert]).toEqual([400, "A role can do no more than you may do yourself."]);
    for (const [permission, status, code] of [
      [{ member: ["update"] }, 403, "YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE"],
      [{ project: ["create", "delete"] }, 403, "YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE"],
      [{ project: ["fly"] }, 403, "YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE"],
      [{ moon: ["create"] }, 400, "INVALID_RESOURCE"],
    ] as const) {
      const body = { organizationId, role: "bigger", permission };
      expect(await answer(keeper.visitor, "create-role", body)).toEqual([status, code]);
    }
    expect(await permissionOf(slug, "bigger")).toBeNull();
    expect((await keeper.visitor.submit(at, { name: "smaller", "project:create": "on" })).status).toBe(303);
  });

  test("changing the role that one has", async () => {
    const { keeper, slug, organizationId, at } = await organizationWithKeeper();
    const data = { permission: { ac: ["read", "update"], member: ["delete"] } };
    const body = { organizationId, roleName: "keeper", data };
    const refusal = [403, "YOU_ARE_NOT_ALLOWED_TO_UPDATE_A_ROLE"];
    expect(await answer(keeper.visitor, "update-role", body)).toEqual(refusal);
    const form = { intent: "save", "member:delete": "on" };
    expect((await keeper.visitor.submit(`${at}/keeper`, form)).status).toBe(400);
    expect(await permissionOf(slug, "keeper")).toMatchObject({ project: ["create"] });
  });

  test("changing or deleting one that may do more", async () => {
    const { owner, keeper, slug, organizationId, at } = await organizationWithKeeper();
    await owner.visitor.submit(at, { name: "closer", "organization:delete": "on" });
    const { text } = await read(await keeper.visitor.visit(`${at}/closer`));
    expect(text).not.toMatch(/Save role|Delete the role/);
    for (const intent of ["save", "delete"])
      expect((await keeper.visitor.submit(`${at}/closer`, { intent })).status).toBe(400);
    const which = { organizationId, roleName: "closer" };
    expect(await answer(keeper.visitor, "update-role", { ...which, data: { permission: {} } })).toEqual([
      403,
      "YOU_ARE_NOT_ALLOWED_TO_UPDATE_A_ROLE",
    ]);
    expect(await answer(keeper.visitor, "delete-role", which)).toEqual([
      403,
      "YOU_ARE_NOT_ALLOWED_TO_DELETE_A_ROLE",
    ]);
    expect(await permissionOf(slug, "closer")).toMatchObject({ organization: ["delete"] });
  });
});

test("a role keeps its name, for its members have it by this name", async () => {
  const { owner, organizationId } = await organizationWithKeeper();
  const body = { organizationId, roleName: "keeper", data: { roleName: "boss" } };
  expect(await answer(owner.visitor, "update-role", body)).toEqual([400, "ROLE_NAME_STAYS"]);
});

test("a role stays while somebody is invited with it, and while the last of many members has it", async () => {
  const { owner, keeper, slug, organizationId, at } = await organizationWithKeeper();
  const which = { organizationId, roleName: "keeper" };
  expect(await answer(owner.visitor, "delete-role", which)).toEqual([400, "ROLE_IS_ASSIGNED_TO_MEMBERS"]);
  const { memberId } = await idsIn(slug, keeper.email);
  const invitation = { organizationId, email: "new@example.com", role: "keeper" };
  await answer(owner.visitor, "invite-member", invitation);
  await change("delete from member where id = ?", memberId);
  const { text } = await read(await owner.visitor.visit(`${at}/keeper`));
  expect(text).toContain("1 open invitation.");
  expect(await answer(owner.visitor, "delete-role", which)).toEqual([400, "ROLE_IS_ASSIGNED_TO_MEMBERS"]);
  await change("update invitation set status = 'canceled' where organization_id = ?", organizationId);
  expect(await answer(owner.visitor, "delete-role", which)).toEqual([200, undefined]);
  expect(await answer(owner.visitor, "delete-role", which)).toEqual([400, "ROLE_NOT_FOUND"]);
  const builtIn = { organizationId, roleName: "member" };
  expect(await answer(owner.visitor, "delete-role", builtIn)).toEqual([
    400,
    "CANNOT_DELETE_A_PRE_DEFINED_ROLE",
  ]);
});

test("members see roles and change none; of another organization they reach no role, by id neither", async () => {
  const { slug, organizationId, at } = await organizationWithKeeper();
  const member = await joinOrganization(slug);
  expect((await read(await member.visitor.visit(at))).text).not.toMatch(/Create role/);
  expect((await read(await member.visitor.visit(`${at}/keeper`))).text).not.toMatch(
    /Save role|Delete the role/,
  );
  const forms: [string, Record<string, string>][] = [
    [at, { name: "mine" }],
    [`${at}/keeper`, { intent: "save" }],
    [`${at}/keeper`, { intent: "delete" }],
  ];
  for (const [path, form] of forms) expect((await member.visitor.submit(path, form)).status).toBe(403);
  const blind = await joinOrganization(slug, "nothing");
  expect((await blind.visitor.visit(at)).status).toBe(403);
  expect((await read(await blind.visitor.visit(`/organizations/${slug}`))).html).not.toContain(
    `href="${at}"`,
  );

  const stranger = await join();
  const own = await makeOrganization(stranger.visitor, "Elsewhere");
  expect((await stranger.visitor.visit(`/organizations/${own}/roles/keeper`)).status).toBe(404);
  const id = (
    await row<{ id: string }>(
      "select id from organization_role where role = 'keeper' and organization_id = ?",
      organizationId,
    )
  )?.id;
  const { organizationId: ownId } = await idsIn(own, stranger.email);
  for (const organization of [organizationId, ownId])
    for (const path of ["update-role", "delete-role"]) {
      const body = { organizationId: organization, roleId: id, data: { permission: {} } };
      expect((await answer(stranger.visitor, path, body))[0]).toBe(400);
    }
  expect(await permissionOf(slug, "keeper")).toMatchObject({ project: ["create"] });
});

test("each page of roles costs two round trips at most", async () => {
  const { owner, keeper, at } = await organizationWithKeeper();
  const cost = async (visitor: Visitor, path: string) => {
    await visitor.visit("/dashboard");
    const response = await visitor.visit(path);
    return [response.status, Number(response.headers.get("x-d1-queries")) <= 2];
  };
  for (const { visitor } of [owner, keeper])
    for (const path of [at, `${at}/keeper`]) expect(await cost(visitor, path)).toEqual([200, true]);
});
