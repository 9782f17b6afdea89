import { describe, expect, test } from "vitest";
import { linkTo } from "../support/mailbox";
import {
  answer,
  fillOrganization,
  idsIn,
  joinOrganization,
  makeOrganization,
} from "../support/organizations";
import { read, sent } from "../support/page";
import { join, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

async function organizationWithTeam(name = "Loom") {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/teams`;
  await owner.visitor.submit(at, { intent: "create", name });
  const { organizationId } = await idsIn(slug, owner.email);
  const teamId = await teamIn(organizationId, name);
  return { owner, slug, at, organizationId, teamId };
}

async function teamIn(organizationId: string, name: string) {
  const query = "select id from team where organization_id = ? and name = ?";
  return (await row<{ id: string }>(query, organizationId, name))?.id ?? "";
}

async function countOf(teamId: string) {
  const counted = await row<{ kept: number; real: number }>(
    `select member_count as kept, (select count(*) from team_member where team_id = team.id) as real
     from team where id = ?`,
    teamId,
  );
  expect(counted?.kept).toBe(counted?.real);
  return counted?.kept;
}

async function activeOf(visitor: Visitor, query = "") {
  const response = await visitor.visit(`/api/auth/get-session${query}`);
  const { session } = await response.json<{ session: Record<string, string | null> }>();
  return [session.activeOrganizationId, session.activeTeamId];
}

test("a team is made, renamed and removed", async () => {
  const { owner, at, organizationId, teamId } = await organizationWithTeam();
  const list = await read(await owner.visitor.visit(at));
  expect(list.text).toContain("Loom 0 members");
  expect(list.message).toContain("The team is made.");
  expect(sent(await owner.visitor.submit(at, { teamId, name: " Mill " }))).toBe(`303 ${at}`);
  expect(await teamIn(organizationId, "Mill")).toBe(teamId);
  expect(sent(await owner.visitor.submit(at, { intent: "remove", teamId }))).toBe(`303 ${at}`);
  expect((await read(await owner.visitor.visit(at))).text).toContain("No team yet");
  expect((await owner.visitor.submit(at, { intent: "remove", teamId })).status).toBe(404);
  expect((await owner.visitor.visit(`${at}/${teamId}`)).status).toBe(404);
});

describe("the name of a team", () => {
  test("stands once in an organization, however it is written", async () => {
    const { owner, at, organizationId } = await organizationWithTeam("Über Müller");
    for (const name of ["ÜBER MÜLLER", " über müller ", "Über Müller"]) {
      const page = await read(await owner.visitor.submit(at, { intent: "create", name }));
      expect([page.status, page.mistake("name")]).toEqual([400, expect.stringContaining("There is a team")]);
      const body = { organizationId, name };
      expect(await answer(owner.visitor, "create-team", body)).toEqual([400, "TEAM_ALREADY_EXISTS"]);
    }
    await owner.visitor.submit(at, { intent: "create", name: "Other" });
    const teamId = await teamIn(organizationId, "Other");
    const page = await read(
      await owner.visitor.submit(at, { intent: "rename", teamId, name: "über müller" }),
    );
    expect([page.status, page.mistake(`name-${teamId}`)]).toEqual([400, expect.stringContaining("There is")]);
    const data = { organizationId, name: "über müller" };
    expect(await answer(owner.visitor, "update-team", { teamId, data })).toEqual([
      400,
      "TEAM_ALREADY_EXISTS",
    ]);
    // Its own name in another spelling is free to it.
    expect((await owner.visitor.submit(at, { intent: "rename", teamId, name: "OTHER" })).status).toBe(303);
  });

  test("stands once when it is sent several times at the same moment, and others are made beside it", async () => {
    const { owner, at, organizationId } = await organizationWithTeam();
    const names = ["Élan", "élan", "ÉLAN", "Verve"];
    const answers = await Promise.all(
      names.map((name) => owner.visitor.submit(at, { intent: "create", name })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 400, 400]);
    expect(await rows("select 1 from team where organization_id = ?", organizationId)).toHaveLength(3);
  });

  test.each(["", "   ", "x".repeat(61)])("is not %j, in form or endpoint", async (name) => {
    const { owner, at, organizationId, teamId } = await organizationWithTeam();
    expect((await owner.visitor.submit(at, { intent: "create", name })).status).toBe(422);
    expect((await owner.visitor.submit(at, { intent: "rename", teamId, name })).status).toBe(422);
    const body = { organizationId, name };
    expect(await answer(owner.visitor, "create-team", body)).toEqual([400, "INVALID_TEAM_NAME"]);
    const changed = { teamId, data: body };
    expect(await answer(owner.visitor, "update-team", changed)).toEqual([400, "INVALID_TEAM_NAME"]);
  });
});

test("an organization has fifty teams at most", async () => {
  const { owner, at, organizationId } = await organizationWithTeam();
  await change(
    `insert into team (id, name, organization_id, created_at)
     with recursive counted(i) as (select 1 union all select i + 1 from counted where i < 49)
     select ? || i, 'Team ' || i, ?, 0 from counted`,
    organizationId,
    organizationId,
  );
  expect((await read(await owner.visitor.visit(at))).text).not.toContain("Create team");
  const over = await read(await owner.visitor.submit(at, { intent: "create", name: "One more" }));
  expect([over.status, over.alert]).toEqual([400, expect.stringContaining("as many teams")]);
});

describe("who is in a team", () => {
  test("is found by a word of the name or the address, added and taken out, and counted right", async () => {
    const { owner, slug, at, teamId } = await organizationWithTeam();
    const { emailOf } = await fillOrganization(slug, 30);
    const page = `${at}/${teamId}`;
    const first = await read(await owner.visitor.visit(page));
    expect(first.text).toContain("There are more.");
    const search = `${page}?q=${encodeURIComponent(emailOf(17).toUpperCase())}`;
    expect((await read(await owner.visitor.visit(search))).html.match(/id="candidate-/g)).toHaveLength(1);
    const userId = await userIdOf(emailOf(17));
    for (const _ of ["once", "twice"])
      expect(sent(await owner.visitor.submit(search, { intent: "add", userId }))).toBe(`303 ${search}`);
    expect(await countOf(teamId)).toBe(1);
    const { text } = await read(await owner.visitor.visit(search));
    expect(text).toContain("Member 17");
    expect(text).toContain("Nobody who is not in the team matches.");
    expect(sent(await owner.visitor.submit(page, { intent: "remove", userId }))).toBe(`303 ${page}`);
    expect(await countOf(teamId)).toBe(0);
    const again = await read(await owner.visitor.submit(page, { intent: "remove", userId }));
    expect([again.status, again.alert]).toEqual([400, expect.stringContaining("not in the team any more")]);
    expect((await read(await owner.visitor.visit(`${page}?q=${"ü".repeat(90)}`))).status).toBe(200);
  });

  test("is listed page by page, whoever came first on top", async () => {
    const { owner, slug, at, teamId } = await organizationWithTeam();
    await fillOrganization(slug, 60);
    await change(
      `insert into team_member (id, team_id, user_id) select ? || member.id, ?, user_id from member
       join organization on organization.id = organization_id where slug = ?`,
      teamId,
      teamId,
      slug,
    );
    const seen: string[] = [];
    let next: string | undefined = `${at}/${teamId}`;
    while (next) {
      const { html } = await read(await owner.visitor.visit(next));
      seen.push(...[...html.matchAll(/id="person-([^"]*)"/g)].map(([, id = ""]) => id));
      next = /href="([^"]*after=[^"]*)"/.exec(html)?.[1];
    }
    expect([seen.length, new Set(seen).size]).toEqual([61, 61]);
  });

  test("is counted right when somebody leaves the organization, or deletes their account", async () => {
    const { owner, slug, at, organizationId, teamId } = await organizationWithTeam();
    const [leaving, ending] = [await joinOrganization(slug), await joinOrganization(slug)];
    for (const { email } of [owner, leaving, ending])
      await owner.visitor.submit(`${at}/${teamId}`, { intent: "add", userId: await userIdOf(email) });
    expect(await countOf(teamId)).toBe(3);
    await answer(leaving.visitor, "leave", { organizationId });
    expect(await countOf(teamId)).toBe(2);
    await ending.visitor.submit("/account/data", {});
    await ending.visitor.submit(await linkTo(ending.email, /^Delete your/), {});
    expect(await userIdOf(ending.email)).toBe("");
    expect(await countOf(teamId)).toBe(1);
  });
});

describe("the active team", () => {
  test("is one that one is in, at once, and its organization with it", async () => {
    const { owner, slug, at, organizationId, teamId } = await organizationWithTeam();
    const member = await joinOrganization(slug);
    const refused = await member.visitor.submit(at, { intent: "switch", teamId });
    expect([refused.status, (await read(refused)).alert]).toEqual([
      400,
      expect.stringContaining("not in the"),
    ]);
    expect(await answer(member.visitor, "set-active-team", { organizationId, teamId })).toEqual([
      403,
      "USER_IS_NOT_A_MEMBER_OF_THE_TEAM",
    ]);
    await owner.visitor.submit(`${at}/${teamId}`, { userId: await userIdOf(member.email) });
    expect((await read(await member.visitor.visit(at))).text).toContain("You are in it Switch");
    await makeOrganization(member.visitor, "Elsewhere");
    expect(sent(await member.visitor.submit(at, { intent: "switch", teamId }))).toBe(`303 ${at}`);
    expect(await activeOf(member.visitor)).toEqual([organizationId, teamId]);
    expect(await activeOf(member.visitor, "?disableCookieCache=true")).toEqual([organizationId, teamId]);
    expect((await read(await member.visitor.visit(at))).text).toMatch(/Loom 1 member Active/);
  });

  test("is left with the organization, the team, or when the team is removed", async () => {
    const { owner, at, organizationId, teamId } = await organizationWithTeam();
    const userId = await userIdOf(owner.email);
    const enter = async () => {
      await owner.visitor.submit(`${at}/${teamId}`, { intent: "add", userId });
      await owner.visitor.submit(at, { intent: "switch", teamId });
      expect(await activeOf(owner.visitor)).toEqual([organizationId, teamId]);
    };
    await enter();
    await makeOrganization(owner.visitor, "Elsewhere");
    expect((await activeOf(owner.visitor))[1]).toBeNull();
    await enter();
    await owner.visitor.submit(`${at}/${teamId}`, { intent: "remove", userId });
    expect(await activeOf(owner.visitor)).toEqual([organizationId, null]);
    await enter();
    const elsewhere = newVisitor();
    await signIn(elsewhere, owner);
    await elsewhere.submit(at, { intent: "switch", teamId });
    await owner.visitor.submit(at, { intent: "remove", teamId });
    for (const visitor of [owner.visitor, elsewhere])
      expect((await activeOf(visitor, "?disableCookieCache=true"))[1]).toBeNull();
    await owner.visitor.submit(at, { intent: "create", name: "Next" });
    const next = await teamIn(organizationId, "Next");
    await owner.visitor.submit(`${at}/${next}`, { intent: "add", userId });
    await owner.visitor.submit(at, { intent: "switch", teamId: next });
    const none = await owner.visitor.call("/api/auth/organization/set-active-team", { teamId: null });
    expect([none.status, await none.json(), await activeOf(owner.visitor)]).toEqual([
      200,
      null,
      [organizationId, null],
    ]);
  });
});

test("a team that is removed is out of the invitations that wait", async () => {
  const { owner, at, organizationId, teamId } = await organizationWithTeam();
  await owner.visitor.submit(at, { intent: "create", name: "Mill" });
  const other = await teamIn(organizationId, "Mill");
  const invited = { organizationId, email: "new@example.com", role: "member", teamId: [teamId, other] };
  expect(await answer(owner.visitor, "invite-member", invited)).toEqual([200, undefined]);
  await owner.visitor.submit(at, { intent: "remove", teamId });
  const query = "select team_id as teams from invitation where organization_id = ?";
  expect(await row(query, organizationId)).toEqual({ teams: other });
  await owner.visitor.submit(at, { intent: "remove", teamId: other });
  expect(await row(query, organizationId)).toEqual({ teams: null });
});

test("members see teams and change none, in form and endpoint", async () => {
  const { owner, slug, at, organizationId, teamId } = await organizationWithTeam();
  const member = await joinOrganization(slug);
  const userId = await userIdOf(owner.email);
  for (const path of [at, `${at}/${teamId}`])
    expect((await read(await member.visitor.visit(path))).text).not.toMatch(
      /Create team|Rename|Remove|Add a member/,
    );
  const forms: [string, Record<string, string>][] = [
    [at, { intent: "create", name: "Mine" }],
    [at, { intent: "rename", teamId, name: "Mine" }],
    [at, { intent: "remove", teamId }],
    [`${at}/${teamId}`, { intent: "add", userId }],
    [`${at}/${teamId}`, { intent: "remove", userId }],
  ];
  for (const [path, form] of forms) expect((await member.visitor.submit(path, form)).status).toBe(403);
  for (const [path, body] of changesOf({ organizationId, teamId, userId }))
    expect([path, (await answer(member.visitor, path, body))[0]]).toEqual([path, 403]);
});

test("a team of another organization does not exist", async () => {
  const { organizationId, teamId } = await organizationWithTeam();
  const { owner: other, at, organizationId: own } = await organizationWithTeam("Other");
  const userId = await userIdOf(other.email);
  const forms: [string, Record<string, string>][] = [
    [at, { intent: "rename", teamId, name: "Mine" }],
    [at, { intent: "remove", teamId }],
    [at, { intent: "switch", teamId }],
    [`${at}/${teamId}`, { intent: "add", userId }],
    [`${at}/${teamId}`, { intent: "remove", userId }],
  ];
  for (const [path, form] of forms) expect((await other.visitor.submit(path, form)).status).toBe(404);
  expect((await other.visitor.visit(`${at}/${teamId}`)).status).toBe(404);
  for (const organization of [own, organizationId])
    for (const [path, body] of changesOf({ organizationId: organization, teamId, userId }).slice(1))
      expect([path, (await answer(other.visitor, path, body))[0]]).toEqual([path, 400]);
  expect(await answer(other.visitor, "create-team", { organizationId, name: "Mine" })).toEqual([
    400,
    "MEMBER_NOT_FOUND",
  ]);
  expect(await row("select name, member_count as count from team where id = ?", teamId)).toEqual({
    name: "Loom",
    count: 0,
  });
});

test("nobody from outside the organization is put into its team", async () => {
  const { owner, organizationId, teamId } = await organizationWithTeam();
  const userId = await userIdOf((await join()).email);
  expect(await answer(owner.visitor, "add-team-member", { organizationId, teamId, userId })).toEqual([
    400,
    "USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION",
  ]);
  expect(await countOf(teamId)).toBe(0);
});

test("each page of teams costs two round trips at most", async () => {
  const { owner, at, teamId } = await organizationWithTeam();
  for (const path of [at, `${at}/${teamId}`, `${at}/${teamId}?q=ada&after=1`]) {
    await owner.visitor.visit("/dashboard");
    const response = await owner.visitor.visit(path);
    expect([path, response.status, Number(response.headers.get("x-d1-queries")) <= 2]).toEqual([
      path,
      200,
      true,
    ]);
  }
});

/** Every change that an endpoint makes to a team, the first of them to none. */
function changesOf({
  organizationId,
  teamId,
  userId,
}: {
  organizationId: string;
  teamId: string;
  userId: string;
}) {
  const data = { organizationId, name: "Mine" };
  return [
    ["create-team", data],
    ["update-team", { teamId, data }],
    ["remove-team", { organizationId, teamId }],
    ["add-team-member", { organizationId, teamId, userId }],
    ["remove-team-member", { organizationId, teamId, userId }],
  ] as const;
}
