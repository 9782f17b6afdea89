import { expect, test } from "vitest";
import { address, expire, invitationOf } from "../support/invitations";
import { allMailTo } from "../support/mailbox";
import { idOf, makeOrganization } from "../support/organizations";
import { read } from "../support/page";
import { join, newPerson } from "../support/people";
import { newVisitor } from "../support/visitor";

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
