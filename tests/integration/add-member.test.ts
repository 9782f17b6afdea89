import { describe, expect, test } from "vitest";
import { allMailTo, mailTo } from "../support/mailbox";
import { answer, idsIn, makeOrganization, organizationWith, roleIn } from "../support/organizations";
import { join, newPerson } from "../support/people";
import { change } from "../support/records";
import { newVisitor } from "../support/visitor";

describe("adding somebody who has an account", () => {
  test("by address or username, at once, and they are told by mail", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const { organizationId } = await idsIn(slug, owner.email);
    const person = await join();
    const named = await join();
    const username = `ada_${crypto.randomUUID().slice(0, 8)}`;
    await change("update user set username = ? where email = ?", username, named.email);
    const add = (email: string) => ({ organizationId, email, role: "member" });
    expect(await answer(owner.visitor, "add-member", add(` ${person.email.toUpperCase()} `))).toEqual([
      200,
      undefined,
    ]);
    expect(await answer(owner.visitor, "add-member", add(username))).toEqual([200, undefined]);
    expect([await roleIn(slug, person.email), await roleIn(slug, named.email)]).toEqual(["member", "member"]);
    const [mail] = await mailTo(person.email, 2);
    expect(mail).toMatchObject({ subject: "You are a member of Analytical Engines" });
    expect(mail?.links[0]).toMatch(new RegExp(`/organizations/${slug}$`));
    expect(await answer(owner.visitor, "add-member", add(person.email))).toEqual([
      400,
      "USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION",
    ]);
    expect((await person.visitor.visit(`/organizations/${slug}`)).status).toBe(200);
  });

  test("somebody who is locked or never confirmed the address is nobody, as one who has no account", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const { organizationId } = await idsIn(slug, owner.email);
    const locked = await join();
    await change("update user set banned = 1 where email = ?", locked.email);
    const unproven = newPerson();
    await newVisitor().submit("/sign-up", unproven);
    for (const email of [locked.email, unproven.email, newPerson().email, "nobody_at_all", ""])
      expect(
        await answer(owner.visitor, "add-member", { organizationId, email, role: "member" }),
        email,
      ).toEqual([400, "NOBODY_TO_ADD"]);
    expect((await allMailTo(locked.email)).map(({ subject }) => subject).join()).not.toContain("member");
  });

  test("only with the permission, only roles that one may give, and only while there is room", async () => {
    const { slug, first: admin, second: member, organizationId } = await organizationWith("admin", "member");
    const { email } = await join();
    const add = { organizationId, email };
    expect((await answer(member.visitor, "add-member", { ...add, role: "member" }))[0]).toBe(403);
    expect((await answer(admin.visitor, "add-member", { ...add, role: "owner" }))[0]).toBe(403);
    expect((await answer(admin.visitor, "add-member", { ...add, role: "emperor" }))[0]).toBe(400);
    expect(await roleIn(slug, email)).toBeUndefined();
    const few = { MEMBERS_PER_ORGANIZATION: "3" };
    const response = await admin.visitor.call(
      "/api/auth/organization/add-member",
      { ...add, role: "member" },
      { "x-test-env": JSON.stringify(few) },
    );
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { code: "ORGANIZATION_MEMBERSHIP_LIMIT_REACHED" },
    ]);
  });

  test("nobody asks for many addresses whether they have an account here", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const { organizationId } = await idsIn(slug, owner.email);
    const ask = (email: string) =>
      answer(owner.visitor, "add-member", { organizationId, email, role: "member" });
    for (let asked = 0; asked < 30; asked++) expect((await ask(newPerson().email))[0]).toBe(400);
    expect(await ask((await join()).email)).toEqual([429, "TOO_MANY_ATTEMPTS"]);
  });
});
