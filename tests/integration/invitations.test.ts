import { expect, test } from "vitest";
import { address } from "../support/invitations";
import { allMailTo, mailTo } from "../support/mailbox";
import { idOf, joinOrganization, makeOrganization } from "../support/organizations";
import { read } from "../support/page";
import { join } from "../support/people";
import { change, rows } from "../support/records";
import { newVisitor } from "../support/visitor";

test("a pasted list is invited, and the page says of each address what became of it", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor, "Difference Engines");
  const member = await joinOrganization(slug);
  const [one, two, three] = [address(), address(), address()];
  const at = `/organizations/${slug}/invitations`;
  await owner.visitor.submit(at, { emails: three, role: "member" });
  const emails = `Ada <${one}>, ${two.toUpperCase()};\n${member.email}\n${three}\nnobody\nx@${"y".repeat(3)}`;
  const response = await owner.visitor.submit(at, { intent: "send", emails, role: "admin" });
  const page = await read(response);
  expect(page.status).toBe(200);
  expect(page.text).toContain(`${one} Invited`);
  expect(page.text).toContain(`${two} Invited`);
  expect(page.text).toContain(`${member.email} Is a member already`);
  expect(page.text).toContain(`${three} Invited before`);
  expect(page.text).toContain("nobody Is no e-mail address");
  expect(/<textarea[^>]*>([^<]*)</.exec(page.html)?.[1]?.split("\n")).toEqual(["nobody", "x@yyy"]);
  const [mail] = await mailTo(one);
  expect(mail?.subject).toBe("Ada Lovelace invites you to Difference Engines");
  expect(mail?.text).toContain("“admin”");
  expect(await allMailTo(member.email)).toHaveLength(1);
  const { text } = await read(await owner.visitor.visit(at));
  expect(text).toContain(`${two} admin · invited by Ada Lovelace Expires tomorrow`);
});

test("a list without any address is given back, and so is one that is too long", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/invitations`;
  const empty = await read(await owner.visitor.submit(at, { emails: " ", role: "member" }));
  expect([empty.status, empty.mistake("emails")]).toEqual([422, "Enter one e-mail address or more."]);
  const wrong = await read(await owner.visitor.submit(at, { emails: "nobody", role: "member" }));
  expect([wrong.status, wrong.text.includes("nobody Is no e-mail address")]).toEqual([422, true]);
  const emails = Array.from({ length: 51 }, address).join(" ");
  const long = await read(await owner.visitor.submit(at, { emails, role: "member" }));
  expect([long.status, long.html.includes(emails)]).toEqual([422, true]);
});

test("fifty addresses cost as many round trips as one", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/invitations`;
  const emails = Array.from({ length: 50 }, address);
  const response = await owner.visitor.submit(at, { emails: emails.join(","), role: "member" });
  expect(response.status).toBe(200);
  // Each mail is a row of the outbox, which is on this machine only.
  expect(Number(response.headers.get("x-d1-queries")) - emails.length).toBeLessThanOrEqual(10);
  const ids = await rows<{ id: string }>(
    "select id from invitation where email in (?, ?)",
    emails[0],
    emails[49],
  );
  expect(ids.map(({ id }) => /^[a-zA-Z0-9]{32}$/.test(id))).toEqual([true, true]);
});

test("an invitation can be for a team of the organization, and for no other", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const other = await makeOrganization(owner.visitor, "Another");
  const at = `/organizations/${slug}/invitations`;
  const team = await addTeam(slug, "Weavers");
  const foreign = await addTeam(other, "Spies");
  const email = address();
  const refused = await read(
    await owner.visitor.submit(at, { emails: email, role: "member", team: foreign }),
  );
  expect(refused.mistake("team")).toBe("This team is gone. Choose another one.");
  expect(refused.html).toContain(email);
  await owner.visitor.submit(at, { emails: email, role: "member", team });
  const { text } = await read(await owner.visitor.visit(at));
  expect(text).toContain(`${email} member · Weavers · invited by`);
});

test("nobody gives a role that may do more than they may, in form and endpoint", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const organizationId = await idOf(slug);
  await addRole(slug, "host", { invitation: ["create"] });
  const at = `/organizations/${slug}/invitations`;
  const tries = { admin: ["owner"], host: ["owner", "admin", "no-such-role"] };
  for (const [own, wanted] of Object.entries(tries)) {
    const { visitor } = await joinOrganization(slug, own);
    for (const role of wanted) {
      const form = await read(await visitor.submit(at, { emails: address(), role }));
      expect([own, role, form.status, form.mistake("role")]).toEqual([own, role, 400, expect.any(String)]);
      const body = { email: address(), role, organizationId };
      const called = await visitor.call("/api/auth/organization/invite-member", body);
      expect([own, role, called.status]).toEqual([own, role, 403]);
    }
    const { html } = await read(await visitor.visit(at));
    expect(html).not.toContain('<option value="owner"');
    expect((await visitor.submit(at, { emails: address(), role: "member" })).status).toBe(200);
  }
  expect((await owner.visitor.submit(at, { emails: address(), role: "owner" })).status).toBe(200);
});

test("members without the permission, other organizations and strangers invite nobody", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const organizationId = await idOf(slug);
  const member = await joinOrganization(slug);
  const other = await join();
  await makeOrganization(other.visitor);
  const email = address();
  const at = `/organizations/${slug}/invitations`;
  const statusFor = async (visitor: typeof owner.visitor) => [
    (await visitor.visit(at)).status,
    (await visitor.submit(at, { emails: email, role: "member" })).status,
    (await visitor.call("/api/auth/organization/invite-member", { email, role: "member", organizationId }))
      .status,
  ];
  expect(await statusFor(member.visitor)).toEqual([403, 403, 403]);
  expect(await statusFor(other.visitor)).toEqual([404, 404, 400]);
  expect(await statusFor(newVisitor())).toEqual([302, 302, 401]);
  expect(await allMailTo(email)).toEqual([]);
  const hidden = await owner.visitor.call("/api/auth/invite-several", { organizationId, emails: [email] });
  expect(hidden.status).toBe(404);
});

async function addTeam(slug: string, name: string) {
  const id = crypto.randomUUID();
  await change(
    "insert into team (id, name, organization_id, created_at) values (?, ?, ?, ?)",
    id,
    name,
    await idOf(slug),
    Date.now(),
  );
  return id;
}

async function addRole(slug: string, role: string, permission: object) {
  await change(
    "insert into organization_role (id, organization_id, role, permission) values (?, ?, ?, ?)",
    crypto.randomUUID(),
    await idOf(slug),
    role,
    JSON.stringify(permission),
  );
}
