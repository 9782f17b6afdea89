import { describe, expect, test } from "vitest";
import {
  answer,
  fillOrganization,
  idsIn,
  joinOrganization,
  makeOrganization,
  organizationWith,
  roleIn,
} from "../support/organizations";
import { join } from "../support/people";
import { row, rows, userIdOf } from "../support/records";

const onlyOwner = [400, "YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER"];

describe("the last owner stays", () => {
  test("by no endpoint does the only owner leave, go or become something else", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const { organizationId, memberId } = await idsIn(slug, owner.email);
    await joinOrganization(slug, "admin");
    const leave = { organizationId };
    expect(await answer(owner.visitor, "leave", leave)).toEqual(onlyOwner);
    const remove = { organizationId, memberIdOrEmail: memberId };
    expect(await answer(owner.visitor, "remove-member", remove)).toEqual(onlyOwner);
    const demote = { organizationId, memberId, role: "admin" };
    expect(await answer(owner.visitor, "update-member-role", demote)).toEqual([
      400,
      "YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER",
    ]);
    expect(await roleIn(slug, owner.email)).toBe("owner");
  });

  test("with 150 members, of whom the other owner came last, each of the two may go, and not both", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    await fillOrganization(slug, 149);
    const second = await joinOrganization(slug, "owner");
    const { organizationId, memberId } = await idsIn(slug, second.email);
    const demote = { organizationId, memberId, role: "admin" };
    expect(await answer(second.visitor, "update-member-role", demote)).toEqual([200, undefined]);
    expect(await answer(owner.visitor, "update-member-role", { ...demote, role: "owner" })).toEqual([
      200,
      undefined,
    ]);
    expect(await answer(owner.visitor, "leave", { organizationId })).toEqual([200, undefined]);
    expect(await answer(second.visitor, "leave", { organizationId })).toEqual(onlyOwner);
  });

  test("two owners who leave at once do not both go, and neither sees a failure", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const second = await joinOrganization(slug, "owner");
    const { organizationId } = await idsIn(slug, owner.email);
    const answers = await Promise.all(
      [owner, second].map(({ visitor }) => answer(visitor, "leave", { organizationId })),
    );
    expect(answers.toSorted()).toEqual([[200, undefined], onlyOwner]);
    expect([await roleIn(slug, owner.email), await roleIn(slug, second.email)]).toContain("owner");
  });
});

describe("who changes whom", () => {
  const rolesAndChanges: [actor: string, target: string, role: string, answer: number][] = [
    ["owner", "member", "admin", 200],
    ["owner", "owner", "member", 200],
    ["owner", "member", "owner", 200],
    ["admin", "member", "admin", 200],
    ["admin", "admin", "member", 200],
    ["admin", "owner", "member", 403],
    ["admin", "member", "owner", 403],
    ["admin", "member", "nothing-like-it", 400],
    ["member", "member", "admin", 403],
    ["editor", "member", "editor", 200],
    ["editor", "member", "admin", 403],
    ["editor", "admin", "member", 403],
  ];

  test.each(rolesAndChanges)("%s makes %s a %s: %i", async (actor, target, role, status) => {
    const { slug, first, second, organizationId } = await organizationWith(actor, target);
    const { memberId } = await idsIn(slug, second.email);
    const body = { organizationId, memberId, role };
    expect((await answer(first.visitor, "update-member-role", body))[0]).toBe(status);
    expect(await roleIn(slug, second.email)).toBe(status === 200 ? role : target);
  });

  const removals: [actor: string, target: string, answer: number][] = [
    ["owner", "owner", 200],
    ["owner", "admin", 200],
    ["admin", "admin", 200],
    ["admin", "member", 200],
    ["admin", "owner", 401],
    ["member", "member", 401],
    ["editor", "member", 200],
    ["editor", "admin", 401],
  ];

  test.each(removals)("%s removes %s: %i", async (actor, target, status) => {
    const { slug, first, second, organizationId } = await organizationWith(actor, target);
    const body = { organizationId, memberIdOrEmail: second.email };
    expect((await answer(first.visitor, "remove-member", body))[0]).toBe(status);
    expect(await roleIn(slug, second.email)).toBe(status === 200 ? undefined : target);
  });

  test("a row of another organization is nothing that one could change or remove", async () => {
    const owner = await join();
    await makeOrganization(owner.visitor);
    const own = await row<{ organizationId: string }>(
      "select organization_id as organizationId from member where user_id = ?",
      await userIdOf(owner.email),
    );
    const other = await join();
    const slug = await makeOrganization(other.visitor);
    const theirs = await joinOrganization(slug);
    const { memberId } = await idsIn(slug, theirs.email);
    for (const [path, body] of [
      ["update-member-role", { memberId, role: "admin" }],
      ["remove-member", { memberIdOrEmail: memberId }],
      ["remove-member", { memberIdOrEmail: theirs.email }],
      ["hand-over", { memberId, stayAs: "owner" }],
    ] as const)
      expect(await answer(owner.visitor, path, { ...own, ...body })).toEqual([400, "MEMBER_NOT_FOUND"]);
    expect(await roleIn(slug, theirs.email)).toBe("member");
  });
});

test("somebody who is removed loses it at once: on every device, and in every team", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const { organizationId, memberId } = await idsIn(slug, member.email);
  await member.visitor.submit("/organizations/switch", { organization: organizationId });
  const made = await owner.visitor.call("/api/auth/organization/create-team", {
    name: "One",
    organizationId,
  });
  const { id: teamId } = await made.json<{ id: string }>();
  const userId = await userIdOf(member.email);
  await owner.visitor.call("/api/auth/organization/add-team-member", { teamId, userId, organizationId });
  expect(await row("select member_count from team where id = ?", teamId)).toEqual({ member_count: 1 });
  await answer(owner.visitor, "remove-member", { organizationId, memberIdOrEmail: memberId });
  expect((await member.visitor.visit(`/organizations/${slug}`)).status).toBe(404);
  const active = "select active_organization_id as active from session where user_id = ?";
  expect(await rows(active, userId)).toEqual([{ active: null }]);
  expect(await rows("select id from team_member where user_id = ?", userId)).toEqual([]);
  expect(await row("select member_count from team where id = ?", teamId)).toEqual({ member_count: 0 });
});

describe("lists of better-auth's endpoints", () => {
  test("have 150 members in them, in order, by offset and limit", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    await fillOrganization(slug, 149);
    const list = async (query: string) => {
      const path = `/api/auth/organization/list-members?organizationSlug=${slug}&${query}`;
      const response = await owner.visitor.visit(path);
      expect(response.status).toBe(200);
      return response.json<{ members: { id: string; createdAt: string }[]; total: number }>();
    };
    const all = await list("limit=500&sortBy=createdAt");
    expect([all.members.length, all.total]).toEqual([150, 150]);
    expect(all.members).toEqual(all.members.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)));
    const part = await list("limit=20&offset=100&sortBy=createdAt");
    expect(part.members).toEqual(all.members.slice(100, 120));
    expect((await list("")).members).toHaveLength(100);
    const full = async (query = "") => {
      const path = `/api/auth/organization/get-full-organization?organizationSlug=${slug}${query}`;
      const response = await owner.visitor.visit(path);
      return (await response.json<{ members: object[] }>()).members.length;
    };
    expect([await full(), await full("&membersLimit=150")]).toEqual([100, 150]);
  });
});
