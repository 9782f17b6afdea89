import { describe, expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import {
  idsIn,
  joinOrganization,
  makeOrganization,
  organizationWith,
  roleIn,
} from "../support/organizations";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";

describe("handing over", () => {
  test("asks whom, then once more, and then another member is owner", async () => {
    const { slug, owner, first: admin } = await organizationWith("admin", "member");
    const at = `/organizations/${slug}/hand-over`;
    expect((await admin.visitor.visit(at)).status).toBe(403);
    const nobody = await read(await owner.visitor.visit(`${at}?to=${newPerson().email}`));
    expect(nobody.mistake("to")).toContain("No member here");
    const self = await read(await owner.visitor.visit(`${at}?to=${owner.email}`));
    expect(self.mistake("to")).toContain("That is you.");
    const asked = await read(await owner.visitor.visit(`${at}?to=${admin.email}`));
    expect(asked.text).toContain("Make Ada Lovelace owner?");
    const { memberId } = await idsIn(slug, admin.email);
    expect(await roleIn(slug, admin.email)).toBe("admin");
    const done = await owner.visitor.submit(at, { member: memberId, stayAs: "admin" });
    expect(sent(done)).toBe(`303 /organizations/${slug}/members`);
    expect([await roleIn(slug, admin.email), await roleIn(slug, owner.email)]).toEqual(["owner", "admin"]);
  });

  test("wants a proof of the last ten minutes first", async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    later(11 * minutes);
    const asked = await owner.visitor.visit(`/organizations/${slug}/hand-over`);
    expect(asked.headers.get("location")).toContain("/account/confirm?returnTo=");
  });
});

describe("settings", () => {
  test("name and address are changed; a taken or wrong address is refused, and nothing entered is lost", async () => {
    const { slug, owner, second: member } = await organizationWith("admin", "member");
    const other = await makeOrganization(owner.visitor, "Other");
    const at = `/organizations/${slug}/settings`;
    const save = { intent: "save", name: "Difference Engines", slug: `${slug}-2`.slice(0, 40) };
    expect((await member.visitor.submit(at, save)).status).toBe(403);
    expect((await read(await member.visitor.visit(at))).text).not.toContain("Save changes");
    const taken = await read(await owner.visitor.submit(at, { ...save, slug: other }));
    expect([taken.status, taken.mistake("slug")]).toEqual([400, expect.stringContaining("Another org")]);
    expect(taken.html).toContain('value="Difference Engines"');
    expect((await owner.visitor.submit(at, { ...save, slug: "a b" })).status).toBe(422);
    expect(sent(await owner.visitor.submit(at, save))).toBe(`303 /organizations/${save.slug}/settings`);
    const { text } = await read(await owner.visitor.visit(`/organizations/${save.slug}/settings`));
    expect(text).toContain("Difference Engines");
    expect((await owner.visitor.visit(at)).status).toBe(404);
  });

  test("an organization is deleted by its owner alone, who types its name after a fresh proof", async () => {
    const { slug, owner, first: admin } = await organizationWith("admin", "member");
    const at = `/organizations/${slug}/settings`;
    const form = { intent: "delete", confirmation: "Analytical Engines" };
    expect((await admin.visitor.submit(at, form)).status).toBe(403);
    const wrong = await read(await owner.visitor.submit(at, { ...form, confirmation: "Analytical" }));
    expect([wrong.status, wrong.mistake("confirmation")]).toEqual([
      422,
      "Type its name as it is written: Analytical Engines",
    ]);
    later(11 * minutes);
    expect((await read(await owner.visitor.visit(at))).text).toContain("Confirm that it is you");
    expect(sent(await owner.visitor.submit(at, form))).toContain("303 /account/confirm");
    await owner.visitor.submit("/account/confirm", { password: owner.password });
    expect(sent(await owner.visitor.submit(at, form))).toBe("303 /organizations");
    const { message, text } = await read(await owner.visitor.visit("/organizations"));
    expect(message).toContain("The organization is deleted");
    expect(text).toContain("You are in no organization yet.");
    expect((await owner.visitor.visit(at)).status).toBe(404);
  });
});

test("whoever owns an organization alone is told so, with a link, where an account is deleted", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const { html, text } = await read(await owner.visitor.visit("/account/data"));
  expect(text).toContain("You are the only owner of these organizations.");
  expect(html).toContain(`/organizations/${slug}/settings"`);
  expect(text).not.toContain("Delete my account");
  expect(sent(await owner.visitor.submit("/account/data", {}))).toBe("303 /account/data");
  await joinOrganization(slug, "owner");
  expect((await read(await owner.visitor.visit("/account/data"))).text).toContain("Delete my account");
});
