import { expect, test } from "vitest";
import { address, expire, invitationOf } from "../support/invitations";
import { allMailTo, mailTo } from "../support/mailbox";
import { joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { change, rows } from "../support/records";

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
