import { expect, test, vi } from "vitest";
import { linkTo } from "../support/mailbox";
import { answer, idsIn, joinOrganization, makeOrganization, roleIn } from "../support/organizations";
import { read } from "../support/page";
import { join, newPerson } from "../support/people";
import { row } from "../support/records";

/** An organization where an admin has invited a plain member and an admin. */
async function withInvitations() {
  const owner = await join(newPerson("Charles Babbage"));
  const slug = await makeOrganization(owner.visitor);
  const admin = await joinOrganization(slug, "admin");
  const { organizationId, memberId } = await idsIn(slug, admin.email);
  const [asMember, asAdmin] = [await join(), await join()];
  const at = `/organizations/${slug}/invitations`;
  await admin.visitor.submit(at, { emails: asMember.email, role: "member" });
  await admin.visitor.submit(at, { emails: asAdmin.email, role: "admin" });
  return { owner, slug, at, admin, organizationId, memberId, asMember, asAdmin };
}

async function statusOf(email: string) {
  return (await row<{ status: string }>("select status from invitation where email = ?", email))?.status;
}

test("who is removed has invited nobody any more: what they sent is cancelled, and it is noted", async () => {
  const { owner, slug, at, memberId, asMember, asAdmin } = await withInvitations();
  const others = newPerson();
  await owner.visitor.submit(at, { emails: others.email, role: "member" });
  const members = `/organizations/${slug}/members`;
  expect((await read(await owner.visitor.visit(members))).text).toContain(
    "open invitations that they sent are cancelled",
  );
  await owner.visitor.submit(members, { intent: "remove", member: memberId });
  for (const { email } of [asMember, asAdmin]) expect(await statusOf(email)).toBe("canceled");
  expect(await statusOf(others.email)).toBe("pending");
  const link = await linkTo(asMember.email, /invites you/);
  expect((await asMember.visitor.visit(link)).status).toBe(410);
  await vi.waitFor(async () => {
    const { text } = await read(await owner.visitor.visit(`/organizations/${slug}/activity`));
    expect(text).toContain("Cancelled 2 open invitations of Ada Lovelace Charles Babbage");
  });
});

test("who leaves takes their open invitations along, and a refused leaving takes none", async () => {
  const { owner, at, admin, organizationId, asMember } = await withInvitations();
  const other = newPerson();
  await owner.visitor.submit(at, { emails: other.email, role: "member" });
  expect((await answer(owner.visitor, "leave", { organizationId }))[0]).toBe(400);
  expect(await statusOf(other.email)).toBe("pending");
  expect(await answer(admin.visitor, "leave", { organizationId })).toEqual([200, undefined]);
  expect(await statusOf(asMember.email)).toBe("canceled");
});

test("with a role that may do less, invitations stay that one could still send", async () => {
  const { owner, organizationId, memberId, asMember, asAdmin } = await withInvitations();
  const permission = { invitation: ["create", "cancel"] };
  await answer(owner.visitor, "create-role", { organizationId, role: "host", permission });
  await answer(owner.visitor, "update-member-role", { organizationId, memberId, role: "host" });
  expect([await statusOf(asMember.email), await statusOf(asAdmin.email)]).toEqual(["pending", "canceled"]);
  await answer(owner.visitor, "update-member-role", { organizationId, memberId, role: "member" });
  expect(await statusOf(asMember.email)).toBe("canceled");
});

test("an owner who becomes an admin by handing over invites no owners any more", async () => {
  const { owner, at, organizationId, memberId } = await withInvitations();
  const [asOwner, asAdmin] = [newPerson(), newPerson()];
  await owner.visitor.submit(at, { emails: asOwner.email, role: "owner" });
  await owner.visitor.submit(at, { emails: asAdmin.email, role: "admin" });
  await answer(owner.visitor, "hand-over", { organizationId, memberId, stayAs: "admin" });
  expect([await statusOf(asOwner.email), await statusOf(asAdmin.email)]).toEqual(["canceled", "pending"]);
});

test("an invitation gives what its inviter may give when it is accepted, or whoever sent it again", async () => {
  const { owner, slug, organizationId, memberId, asMember } = await withInvitations();
  const role = { organizationId, roleName: "host", role: "host" };
  const permission = { invitation: ["create"] };
  await answer(owner.visitor, "create-role", { ...role, permission });
  await answer(owner.visitor, "update-member-role", { organizationId, memberId, role: "host" });
  await answer(owner.visitor, "update-role", { ...role, data: { permission: { project: ["create"] } } });
  const link = await linkTo(asMember.email, /invites you/);
  const invitationId = new URL(link, "http://localhost").pathname.split("/").at(-1);
  expect((await asMember.visitor.visit(link)).status).toBe(410);
  const gone = [400, "INVITATION_NOT_FOUND"];
  expect(await answer(asMember.visitor, "accept-invitation", { invitationId })).toEqual(gone);
  expect([await statusOf(asMember.email), await roleIn(slug, asMember.email)]).toEqual([
    "pending",
    undefined,
  ]);
  const again = { organizationId, email: asMember.email, role: "member", resend: true };
  expect(await answer(owner.visitor, "invite-member", again)).toEqual([200, undefined]);
  expect((await read(await asMember.visitor.visit(link))).text).toContain("Charles Babbage invites you");
  await asMember.visitor.submit(link, { intent: "accept" });
  expect(await roleIn(slug, asMember.email)).toBe("member");
});
