import { expect, test } from "vitest";
import { address } from "../support/invitations";
import { answer, idOf, idsIn, makeOrganization } from "../support/organizations";
import { join, newPerson } from "../support/people";
import { row } from "../support/records";
import { newVisitor } from "../support/visitor";

const withLimits = (settings: Record<string, string>) => join(newPerson(), newVisitor({ settings }));
const count = async (query: string, ...values: string[]) =>
  (await row<{ count: number }>(`select count(*) as count from ${query}`, ...values))?.count;
const statuses = (answers: unknown[][]) => answers.map(([status]) => status).sort();
const five = [1, 2, 3, 4, 5];

test("of organizations that are made at once no more stay than one person may own, and their names are free again", async () => {
  const { visitor, email } = await withLimits({ ORGANIZATIONS_PER_USER: "2" });
  const id = crypto.randomUUID().slice(0, 8);
  const make = (number: number) =>
    answer(visitor, "create", { name: "Engines", slug: `at-once-${id}-${number}` });
  const answers = await Promise.all(five.map(make));
  expect(statuses(answers)).toEqual([200, 200, 403, 403, 403]);
  expect(answers).toContainEqual([403, "YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_ORGANIZATIONS"]);
  expect(await count("member join user on user.id = user_id where email = ?", email)).toBe(2);
  expect(await count("organization where slug like ?", `at-once-${id}-%`)).toBe(2);
});

test("of invitations that are accepted at once the last place takes one; the others wait, and are in no team", async () => {
  const settings = { MEMBERS_PER_ORGANIZATION: "2" };
  const owner = await withLimits(settings);
  const slug = await makeOrganization(owner.visitor);
  const organizationId = await idOf(slug);
  await owner.visitor.submit(`/organizations/${slug}/teams`, { intent: "create", name: "Loom" });
  const team = await row<{ id: string }>("select id from team where organization_id = ?", organizationId);
  const people = await Promise.all(five.map(() => withLimits(settings)));
  const invite = async ({ email }: { email: string }) => {
    const body = { organizationId, email, role: "member", teamId: team?.id };
    const response = await owner.visitor.call("/api/auth/organization/invite-member", body);
    return (await response.json<{ id: string }>()).id;
  };
  const invitations = await Promise.all(people.map(invite));
  const answers = await Promise.all(
    people.map(({ visitor }, place) =>
      answer(visitor, "accept-invitation", { invitationId: invitations[place] }),
    ),
  );
  expect(statuses(answers)).toEqual([200, 403, 403, 403, 403]);
  expect(answers).toContainEqual([403, "ORGANIZATION_MEMBERSHIP_LIMIT_REACHED"]);
  expect(await count("member where organization_id = ?", organizationId)).toBe(2);
  expect(await count("team_member where team_id = ?", team?.id ?? "")).toBe(1);
  expect(await row("select member_count as members from team where id = ?", team?.id)).toEqual({
    members: 1,
  });
  const waiting = "invitation where organization_id = ? and status = 'pending'";
  expect(await count(waiting, organizationId)).toBe(4);
  expect((await idsIn(slug, owner.email)).memberId).not.toBe("");
});

test("of people who are invited at once by the endpoint no more are than may be, and nobody twice", async () => {
  const { visitor } = await withLimits({ INVITATIONS_PER_ORGANIZATION: "2" });
  const organizationId = await idOf(await makeOrganization(visitor));
  const invite = (email: string) =>
    answer(visitor, "invite-member", { organizationId, email, role: "member" });
  const same = address();
  const twice = await Promise.all(five.map(() => invite(same)));
  expect(twice.filter(([status]) => status === 200)).toHaveLength(1);
  expect(twice).toContainEqual([400, "USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION"]);
  expect(statuses(await Promise.all(five.map(() => invite(address()))))).toEqual([200, 403, 403, 403, 403]);
  expect(await count("invitation where organization_id = ?", organizationId)).toBe(2);
});
