import { afterEach, expect, test } from "vitest";
import { webhookEvents } from "~/webhooks/events";
import { joinAsAdmin } from "../support/admins";
import { allMailTo } from "../support/mailbox";
import { idsIn, joinOrganization, makeOrganization } from "../support/organizations";
import { join } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { addEndpoint, newReceiver } from "../support/webhooks";

afterEach(() => change("delete from webhook_endpoint"));

interface Event {
  type: string;
  data: Record<string, unknown>;
}

/** Everything that is told from now on, oldest first. */
async function listen() {
  const admin = await joinAsAdmin();
  await addEndpoint(admin, { url: newReceiver().url, events: Object.keys(webhookEvents) });
  const since = (await row<{ n: number }>("select coalesce(max(rowid), 0) as n from webhook_message"))?.n;
  return async (type = ""): Promise<Event[]> =>
    (
      await rows<{ type: string; data: string }>(
        "select type, data from webhook_message where rowid > ? order by rowid",
        since,
      )
    )
      .filter((event) => event.type.startsWith(type))
      .map((event) => ({ ...event, data: JSON.parse(event.data) as Event["data"] }));
}

const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

test("the life of an account is told, with what anybody may know of it and no more", async () => {
  const told = await listen();
  const { visitor, ...person } = await join();
  const id = await userIdOf(person.email);
  const [created, ...updated] = await told("user.");
  expect(created).toEqual({
    type: "user.created",
    data: {
      id,
      name: person.name,
      email: person.email,
      emailVerified: false,
      image: null,
      username: null,
      displayUsername: null,
      phoneNumber: null,
      phoneNumberVerified: false,
      role: null,
      banned: false,
      banExpires: null,
      isAnonymous: false,
      twoFactorEnabled: false,
      createdAt: moment,
      updatedAt: moment,
    },
  });
  expect(updated).toMatchObject([{ type: "user.updated", data: { emailVerified: true } }]);
  await visitor.submit("/account", { name: "Augusta King", username: "", bio: "", website: "" });
  expect((await told("user.updated")).at(-1)?.data).toMatchObject({ id, name: "Augusta King" });
  const before = (await told("user.updated")).length;
  await visitor.submit("/account", { name: "Augusta King", username: "", bio: "Other", website: "" });
  expect(await told("user.updated"), "nothing that is told has changed").toHaveLength(before);
  await change("delete from user where id = ?", id);
  expect((await told("user.deleted")).map(({ data }) => data)).toEqual([{ id }]);
});

test("sessions are told when they begin and end, without their token", async () => {
  const told = await listen();
  const { visitor, email } = await join();
  const userId = await userIdOf(email);
  const session = await row<{ id: string; token: string }>(
    "select id, token from session where user_id = ?",
    userId,
  );
  expect((await told("session.created")).at(-1)?.data).toEqual({
    id: session?.id,
    userId,
    createdAt: moment,
    expiresAt: moment,
    ipAddress: expect.any(String),
    userAgent: expect.stringContaining("Firefox"),
    place: "",
    impersonatedBy: null,
  });
  await visitor.submit("/sign-out", {});
  expect((await told("session.ended")).at(-1)?.data).toEqual({ id: session?.id, userId, reason: "ended" });
  await change(
    "insert into session (id, token, user_id, expires_at, updated_at) values ('old', 'old', ?, 1, 0)",
    userId,
  );
  await change("delete from session where id = 'old'");
  expect((await told("session.ended")).at(-1)?.data).toEqual({ id: "old", userId, reason: "expired" });
  expect(JSON.stringify(await told())).not.toContain(session?.token);
});

test("what happens to an organization, its members and invitations is told", async () => {
  const owner = await join();
  const told = await listen();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const { organizationId, memberId } = await idsIn(slug, member.email);
  const at = `/organizations/${slug}`;
  await owner.visitor.submit(`${at}/members`, { intent: "change-role", member: memberId, role: "admin" });
  await owner.visitor.submit(`${at}/members`, { intent: "remove", member: memberId });
  await owner.visitor.submit(`${at}/settings`, { intent: "save", name: "Engines", slug });
  const invite = async (email: string) => {
    await owner.visitor.submit(`${at}/invitations`, { intent: "send", emails: email, role: "member" });
    return row<{ id: string }>("select id from invitation where email = ?", email);
  };
  const other = await join();
  const decliner = await join();
  const accepted = (await invite(other.email))?.id;
  await other.visitor.submit(`/invitations/${accepted}`, { intent: "accept" });
  await decliner.visitor.submit(`/invitations/${(await invite(decliner.email))?.id}`, { intent: "decline" });
  const cancelled = (await invite("nobody@example.com"))?.id ?? "";
  await owner.visitor.submit(`${at}/invitations`, { intent: "cancel", invitationId: cancelled });
  expect((await told("organization.")).map(({ type }) => type.slice("organization.".length))).toEqual([
    "created",
    "member.added",
    "member.added",
    "member.updated",
    "member.removed",
    "updated",
    "invitation.created",
    "invitation.accepted",
    "member.added",
    "invitation.created",
    "invitation.rejected",
    "invitation.created",
    "invitation.canceled",
  ]);
  expect((await told("organization.updated")).at(-1)?.data).toEqual({
    id: organizationId,
    name: "Engines",
    slug,
    logo: null,
    createdAt: moment,
  });
  expect((await told("organization.member.updated")).at(-1)?.data).toEqual({
    id: memberId,
    organizationId,
    userId: await userIdOf(member.email),
    role: "admin",
    createdAt: moment,
  });
  expect((await told("organization.invitation.accepted")).at(-1)?.data).toEqual({
    id: accepted,
    organizationId,
    email: other.email,
    role: "member",
    teamId: null,
    status: "accepted",
    inviterId: await userIdOf(owner.email),
    createdAt: moment,
    expiresAt: moment,
  });
  expect(await allMailTo(other.email)).not.toEqual([]);
  const before = (await told("organization.member")).length;
  await owner.visitor.submit(`${at}/settings`, { intent: "delete", confirmation: "Engines" });
  expect((await told("organization.deleted")).map(({ data }) => data)).toEqual([
    { id: organizationId, slug },
  ]);
  expect(await told("organization.member"), "its members go with it").toHaveLength(before);
});

test("every event of the list is told by a trigger, and no other is", async () => {
  const triggers = await rows<{ sql: string }>(
    "select sql from sqlite_master where type = 'trigger' and name like '%_is_told'",
  );
  const named = triggers.map(({ sql }) => /'((?:user|session|organization)\.[a-z.]+)'/.exec(sql)?.[1] ?? "");
  const answers = ["accepted", "rejected", "canceled"].map((status) => `organization.invitation.${status}`);
  const all = named.flatMap((name) => (name === "organization.invitation." ? answers : [name]));
  expect(all.sort()).toEqual(Object.keys(webhookEvents).sort());
});
