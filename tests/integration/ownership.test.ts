import { describe, expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { mailTo } from "../support/mailbox";
import { answer, idOf, idsIn, joinOrganization, makeOrganization, roleIn } from "../support/organizations";
import { read } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, rows } from "../support/records";

test("an owner is invited with a fresh proof, and the page keeps the addresses until there is one", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const [at, emails] = [`/organizations/${slug}/invitations`, newPerson().email];
  const body = { organizationId: await idOf(slug), email: emails, role: ["member", "owner"] };
  later(11 * minutes);
  expect(await answer(visitor, "invite-member", body)).toEqual([403, "SESSION_NOT_FRESH"]);
  const page = await read(await visitor.submit(at, { emails, role: "owner" }));
  expect(page.alert).toContain("Confirm that it is you");
  expect(page.html).toContain(`${emails}</textarea>`);
  expect((await read(await visitor.submit(at, { emails, role: "admin" }))).text).toContain(
    `${emails} Invited`,
  );
  expect(await rows("select role from invitation where email = ?", emails)).toEqual([{ role: "admin" }]);
});

describe("handing over", () => {
  test.each(["owner", "admin"])("the other is owner, oneself %s, and is told by mail", async (stayAs) => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const next = await joinOrganization(slug);
    const { organizationId, memberId } = await idsIn(slug, next.email);
    expect(await answer(owner.visitor, "hand-over", { organizationId, memberId, stayAs })).toEqual([
      200,
      undefined,
    ]);
    expect([await roleIn(slug, next.email), await roleIn(slug, owner.email)]).toEqual(["owner", stayAs]);
    expect(await mailTo(next.email, 2)).toMatchObject([
      { subject: "You are an owner of Analytical Engines", text: expect.stringContaining(owner.name) },
      {},
    ]);
  });

  test("is for owners with a fresh proof, to somebody who can be one", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const admin = await joinOrganization(slug, "admin");
    const locked = await joinOrganization(slug);
    const { organizationId, memberId } = await idsIn(slug, locked.email);
    const body = { organizationId, memberId, stayAs: "admin" };
    expect((await answer(admin.visitor, "hand-over", body))[0]).toBe(403);
    await change("update user set banned = 1 where email = ?", locked.email);
    expect(await answer(owner.visitor, "hand-over", body)).toEqual([400, "MEMBER_CANNOT_OWN"]);
    const self = { ...body, memberId: (await idsIn(slug, owner.email)).memberId };
    expect(await answer(owner.visitor, "hand-over", self)).toEqual([400, "MEMBER_CANNOT_OWN"]);
    later(11 * minutes);
    expect(await answer(owner.visitor, "hand-over", body)).toEqual([403, "SESSION_NOT_FRESH"]);
    const promote = { organizationId, memberId, role: "owner" };
    expect(await answer(owner.visitor, "update-member-role", promote)).toEqual([403, "SESSION_NOT_FRESH"]);
    expect(await answer(owner.visitor, "update-member-role", { ...promote, role: "admin" })).toEqual([
      200,
      undefined,
    ]);
  });
});

describe("deleting", () => {
  test("an organization goes with everything, and its owners hear of it", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const second = await joinOrganization(slug, "owner");
    const member = await joinOrganization(slug);
    const { organizationId } = await idsIn(slug, owner.email);
    await member.visitor.submit("/organizations/switch", { organization: organizationId });
    expect((await answer(member.visitor, "delete", { organizationId }))[0]).toBe(403);
    later(11 * minutes);
    expect(await answer(owner.visitor, "delete", { organizationId })).toEqual([403, "SESSION_NOT_FRESH"]);
    await owner.visitor.submit("/account/confirm", { password: owner.password });
    expect(await answer(owner.visitor, "delete", { organizationId })).toEqual([200, undefined]);
    for (const table of ["organization where id", "member where organization_id"])
      expect(await rows(`select id from ${table} = ?`, organizationId)).toEqual([]);
    expect(await rows("select id from session where active_organization_id = ?", organizationId)).toEqual([]);
    for (const { email } of [owner, second])
      expect((await mailTo(email, 2))[0]?.subject).toBe("Analytical Engines is deleted");
    expect((await member.visitor.visit(`/organizations/${slug}`)).status).toBe(404);
  });

  test("an account stays while organizations would be left without an owner", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const next = await joinOrganization(slug);
    const path = "/api/auth/delete-user";
    const refused = await owner.visitor.call(path, { password: owner.password });
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { code: "ONLY_OWNER_OF_ORGANIZATIONS" },
    ]);
    const { organizationId, memberId } = await idsIn(slug, next.email);
    await answer(owner.visitor, "hand-over", { organizationId, memberId, stayAs: "owner" });
    expect((await owner.visitor.call(path, { password: owner.password })).status).toBe(200);
  });
});
