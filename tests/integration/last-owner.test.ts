import { expect, test, vi } from "vitest";
import { linkTo } from "../support/mailbox";
import { answer, idOf, idsIn, joinOrganization, makeOrganization, roleIn } from "../support/organizations";
import { read } from "../support/page";
import { isSignedIn, join } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import type { Visitor } from "../support/visitor";

/** Somebody who runs the service, and is in no organization. */
async function operator() {
  const { visitor, email } = await join();
  await change("update user set role = 'admin' where email = ?", email);
  return visitor;
}

async function founder() {
  const owner = await join();
  return { ...owner, slug: await makeOrganization(owner.visitor), userId: await userIdOf(owner.email) };
}

/** What an endpoint answers: its status, and its code where it refuses. */
async function call(visitor: Visitor, path: string, body: object) {
  const response = await visitor.call(`/api/auth/${path}`, body);
  return [response.status, (await response.json<{ code?: string }>()).code];
}

/** Asks for the link of the last step, which comes by mail. */
async function askForLink({ visitor, email }: { visitor: Visitor; email: string }) {
  await visitor.submit("/account/data", {});
  return linkTo(email, /^Delete your/);
}

const kept = [400, "ONLY_OWNER_OF_ORGANIZATIONS"];

test("nobody who runs the service removes the only owner of an organization; locking stays possible", async () => {
  const { slug, email, userId, visitor } = await founder();
  const admin = await operator();
  const next = await joinOrganization(slug);
  expect(await call(admin, "admin/remove-user", { userId })).toEqual(kept);
  expect([await roleIn(slug, email), await isSignedIn(visitor)]).toEqual(["owner", true]);
  const { organizationId, memberId } = await idsIn(slug, next.email);
  await answer(visitor, "hand-over", { organizationId, memberId, stayAs: "owner" });
  expect(await call(admin, "admin/ban-user", { userId: await userIdOf(next.email) })).toEqual([
    200,
    undefined,
  ]);
  expect(await call(admin, "admin/remove-user", { userId })).toEqual([200, undefined]);
  expect(await userIdOf(email)).toBe("");
  expect(await roleIn(slug, next.email)).toBe("owner");
});

test("who may not remove an account takes it out of no organization by asking", async () => {
  const { slug, visitor } = await founder();
  const member = await joinOrganization(slug);
  const userId = await userIdOf(member.email);
  expect((await call(visitor, "admin/remove-user", { userId }))[0]).toBe(403);
  const admin = await operator();
  const self = await row<{ id: string }>("select id from user where role = 'admin' order by rowid desc");
  expect((await call(admin, "admin/remove-user", { userId: self?.id }))[0]).toBe(400);
  expect(await roleIn(slug, member.email)).toBe("member");
});

test("two owners who delete their accounts at once do not both go, and who stays has lost nothing", async () => {
  const first = await founder();
  const second = await joinOrganization(first.slug, "owner");
  const people = [first, second];
  const links = await Promise.all(people.map(askForLink));
  const answers = await Promise.all(people.map(({ visitor }, n) => visitor.submit(links[n] ?? "", {})));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([303, 400]);
  const stays = people[statuses.indexOf(400)] ?? first;
  expect(await roleIn(first.slug, stays.email)).toBe("owner");
  expect(await isSignedIn(stays.visitor)).toBe(true);
  const ways = "select provider_id from account where user_id = ?";
  expect(await rows(ways, await userIdOf(stays.email))).toEqual([{ provider_id: "credential" }]);
});

test("the database itself keeps the last owner's account, and lets everybody else's go", async () => {
  const { slug, userId } = await founder();
  const member = await joinOrganization(slug, "admin");
  await expect(change("delete from user where id = ?", userId)).rejects.toThrow("LAST_OWNER");
  await change("delete from user where email = ?", member.email);
  await change("delete from organization where slug = ?", slug);
  await change("delete from user where id = ?", userId);
});

test("an account that is deleted leaves its teams, and the organization can read that it left", async () => {
  const { slug, visitor } = await founder();
  const member = await joinOrganization(slug);
  const organizationId = await idOf(slug);
  const made = await visitor.call("/api/auth/organization/create-team", { name: "Mill", organizationId });
  const { id: teamId } = await made.json<{ id: string }>();
  const userId = await userIdOf(member.email);
  await answer(visitor, "add-team-member", { teamId, userId, organizationId });
  await member.visitor.submit(await askForLink(member), {});
  expect(await row("select member_count from team where id = ?", teamId)).toEqual({ member_count: 0 });
  await vi.waitFor(async () => {
    const { text } = await read(await visitor.visit(`/organizations/${slug}/activity`));
    expect(text).toContain("Left: the account was deleted Ada Lovelace");
  });
});
