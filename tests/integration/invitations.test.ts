import { expect, test } from "vitest";
import { allMailTo, mailTo } from "../support/mailbox";
import { idOf, joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, row, rows } from "../support/records";
import { newVisitor } from "../support/visitor";

const address = () => newPerson().email;

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

test("only owners see invitations of owners", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const admin = await joinOrganization(slug, "admin");
  const email = address();
  const at = `/organizations/${slug}/invitations`;
  await owner.visitor.submit(at, { emails: email, role: "owner" });
  expect((await read(await owner.visitor.visit(at))).text).toContain(email);
  expect((await read(await admin.visitor.visit(at))).text).not.toContain(email);
  const { id } = await invitationOf(email);
  await admin.visitor.submit(at, { intent: "resend", invitationId: id });
  expect(await allMailTo(email)).toHaveLength(1);
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

test("an invitation is sent again and cancelled, by the organization it belongs to", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/invitations`;
  const email = address();
  await owner.visitor.submit(at, { emails: email, role: "member" });
  const { id } = await invitationOf(email);
  const again = await owner.visitor.submit(at, { intent: "resend", invitationId: id });
  expect(sent(again)).toBe(`303 ${at}`);
  const mails = await mailTo(email, 2);
  expect(mails[0]?.links[0]).toBe(mails[1]?.links[0]);
  const elsewhere = await makeOrganization(owner.visitor, "Elsewhere");
  const there = `/organizations/${elsewhere}/invitations`;
  for (const intent of ["resend", "cancel"]) await owner.visitor.submit(there, { intent, invitationId: id });
  expect(await invitationOf(email)).toEqual({ id, status: "pending" });
  await owner.visitor.submit(at, { intent: "cancel", invitationId: id });
  expect(await invitationOf(email)).toEqual({ id, status: "canceled" });
  const { message, text } = await read(await owner.visitor.visit(at));
  expect(message).toContain("The invitation is cancelled");
  expect(text).not.toContain(email);
  const late = await owner.visitor.call("/api/auth/organization/cancel-invitation", { invitationId: id });
  expect(late.status).toBe(400);
});

test("an invitation that has expired is marked, and is one line still when it is sent again", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/invitations`;
  const email = address();
  await owner.visitor.submit(at, { emails: email, role: "admin" });
  const { id } = await invitationOf(email);
  await expire(id);
  expect((await read(await owner.visitor.visit(at))).text).toContain(`${email} Expired admin`);
  await owner.visitor.submit(at, { intent: "resend", invitationId: id });
  const { text } = await read(await owner.visitor.visit(at));
  expect(text.split(`${email} `)).toHaveLength(2);
  expect(text).toContain(`${email} admin`);
  await expire((await invitationOf(email)).id);
  await owner.visitor.submit(at, { emails: email, role: "member" });
  expect(await rows("select 1 from invitation where email = ? and status = 'pending'", email)).toHaveLength(
    1,
  );
});

test("as many invitations are open as the configuration says, in form and endpoint", async () => {
  const settings = { INVITATIONS_PER_ORGANIZATION: "2" };
  const owner = await join(newPerson(), newVisitor({ settings }));
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/invitations`;
  const emails = [address(), address(), address()];
  const page = await read(await owner.visitor.submit(at, { emails: emails.join(), role: "member" }));
  expect(page.text).toContain(`${emails[2]} Not invited: as many invitations are open`);
  const body = { email: address(), role: "member", organizationId: await idOf(slug) };
  const over = await owner.visitor.call("/api/auth/organization/invite-member", body);
  expect([over.status, await over.json()]).toMatchObject([403, { code: "INVITATION_LIMIT_REACHED" }]);
  await expire((await invitationOf(emails[0] ?? "")).id);
  const free = await owner.visitor.call("/api/auth/organization/invite-member", body);
  expect(free.status).toBe(200);
});

test("nobody's mailbox is flooded: five messages a day by all invitations together", async () => {
  const email = address();
  const invite = async () => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const at = `/organizations/${slug}/invitations`;
    const page = await read(await owner.visitor.submit(at, { emails: email, role: "member" }));
    return { ...owner, page, slug, at };
  };
  const first = await invite();
  const { id } = await invitationOf(email);
  for (let time = 0; time < 4; time++)
    await first.visitor.submit(first.at, { intent: "resend", invitationId: id });
  const over = await first.visitor.submit(first.at, { intent: "resend", invitationId: id });
  expect([over.status, Number(over.headers.get("retry-after")) > 0]).toEqual([429, true]);
  const { alert, text } = await read(over);
  expect(alert).toContain("Not sent again: this address was sent too many invitations");
  expect(text).toContain(`${email} member`);
  const second = await invite();
  expect(second.page.text).toContain(`${email} Not invited: this address was sent too many invitations`);
  const body = { email, role: "member", organizationId: await idOf(second.slug) };
  const called = await second.visitor.call("/api/auth/organization/invite-member", body);
  expect(called.status).toBe(429);
  expect(await allMailTo(email)).toHaveLength(5);
});

test("addresses of domains that are not accepted are not invited, in form and endpoint", async () => {
  const settings = { BLOCKED_EMAIL_DOMAINS: "spam.example" };
  const owner = await join(newPerson(), newVisitor({ settings }));
  const slug = await makeOrganization(owner.visitor);
  const at = `/organizations/${slug}/invitations`;
  const email = "ada@mail.spam.example";
  const page = await read(await owner.visitor.submit(at, { emails: email, role: "member" }));
  expect([page.status, page.text]).toEqual([422, expect.stringContaining(`${email} Not invited: addresses`)]);
  const body = { email, role: "member", organizationId: await idOf(slug) };
  const called = await owner.visitor.call("/api/auth/organization/invite-member", body);
  expect([called.status, await called.json()]).toMatchObject([403, { code: "EMAIL_DOMAIN_NOT_ALLOWED" }]);
});

test("the list is paged by the database, and costs two round trips", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await change(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)
     insert into invitation (id, organization_id, email, role, status, expires_at, created_at, inviter_id)
     select 'paged-' || ?1 || i, organization.id, 'p' || i || '@${slug}.example', 'member', 'pending', ?2, i, user.id
     from n, organization, user where organization.slug = ?1 and user.email = ?3`,
    slug,
    Date.now() + 1000 * 60,
    owner.email,
  );
  const seen = new Set<string>();
  let next: string | undefined = `/organizations/${slug}/invitations`;
  let pages = 0;
  while (next) {
    const response: Response = await owner.visitor.visit(next);
    expect(Number(response.headers.get("x-d1-queries"))).toBeLessThanOrEqual(2);
    const { html, text } = await read(response);
    for (const [found] of text.matchAll(/\bp\d+@/g)) seen.add(found);
    next = /href="([^"]*\?before=[^"]*)"/.exec(html)?.[1];
    pages++;
  }
  expect([pages, seen.size]).toEqual([3, 120]);
});

function invitationOf(email: string) {
  return row<{ id: string; status: string }>(
    "select id, status from invitation where email = ? order by created_at desc",
    email,
  ).then((found) => found ?? { id: "", status: "" });
}

function expire(id: string) {
  return change("update invitation set expires_at = ? where id = ?", Date.now() - 60_000, id);
}

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
