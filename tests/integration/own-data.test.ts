import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { answer, idOf, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { change, rows, userIdOf } from "../support/records";
import { joinWithTwoFactor } from "../support/two-factor";
import type { Visitor } from "../support/visitor";

const file = "/account/data/download";

test("GDPR 20: the file holds everything about the person, and is to be saved", async () => {
  const { visitor, email, name } = await join();
  await visitor.submit("/account", { name, username: "", bio: "Analyst.", website: "" });
  const response = await visitor.visit(file);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const data = await response.json<Record<string, unknown>>();
  expect(data).toMatchObject({
    format: "latchkey-account-1",
    user: { name, email, emailVerified: true },
    profile: { bio: "Analyst." },
    connections: [{ provider: "credential" }],
    sessions: [{ ipAddress: expect.any(String), userAgent: expect.stringContaining("Firefox") }],
    passkeys: [],
    emailChanges: [],
  });
  expect(data).toHaveProperty("activity");
  expect(data).toHaveProperty("knownDevices");
});

test("GDPR 20: what somebody is, was sent and did in organizations is in the file, in the same round trips", async () => {
  const owner = await join();
  const alone = await owner.visitor.visit(file);
  const slug = await makeOrganization(owner.visitor);
  const organizationId = await idOf(slug);
  const person = await join();
  await owner.visitor.submit(`/organizations/${slug}/invitations`, { emails: person.email, role: "admin" });
  const organization = "Analytical Engines";
  const invitation = { organization, email: person.email, role: "admin", status: "pending" };
  const dataOf = async ({ visitor }: { visitor: Visitor }) => (await visitor.visit(file)).json<object>();
  expect(await dataOf(person)).toMatchObject({
    organizations: [],
    teams: [],
    organizationInvitations: { received: [invitation], sent: [] },
  });
  await change("update user set email_verified = 0 where email = ?", person.email);
  expect(await dataOf(person)).toMatchObject({ organizationInvitations: { received: [] } });
  const made = await owner.visitor.call("/api/auth/organization/create-team", {
    name: "Mill",
    organizationId,
  });
  const { id: teamId } = await made.json<{ id: string }>();
  const userId = await userIdOf(owner.email);
  await answer(owner.visitor, "add-team-member", { teamId, userId, organizationId });
  const insert = "insert into join_request (id, organization_id, user_id, created_at) values (?, ?, ?, 0)";
  await change(insert, crypto.randomUUID(), organizationId, await userIdOf(person.email));
  expect(await dataOf(person)).toMatchObject({ joinRequests: [{ organization }] });
  const response = await owner.visitor.visit(file);
  expect(response.headers.get("x-d1-queries")).toBe(alone.headers.get("x-d1-queries"));
  const data = await response.json<{ organizationActivity: object[] }>();
  expect(data).toMatchObject({
    organizations: [{ name: organization, slug, role: "owner" }],
    teams: [{ name: "Mill", organization }],
    organizationInvitations: { received: [], sent: [invitation] },
    joinRequests: [],
  });
  expect(data.organizationActivity).toContainEqual(
    expect.objectContaining({ organization, event: "invited", detail: `${person.email}\nadmin` }),
  );
});

test("ASVS 14.2.6: no secret that is stored for the person is in the file", async () => {
  const { visitor, person } = await joinWithTwoFactor();
  const text = await (await visitor.visit(file)).text();
  const id = await userIdOf(person.email);
  const secrets = await Promise.all([
    rows("select token from session where user_id = ?", id),
    rows("select password, access_token, refresh_token, id_token from account where user_id = ?", id),
    rows("select secret, backup_codes from two_factor where user_id = ?", id),
    rows("select device_hash from known_device where user_id = ?", id),
    rows("select identifier from verification where value = ?", id),
  ]);
  const values = secrets.flat().flatMap((row) => Object.values(row).filter((value) => value !== null));
  expect(values.length).toBeGreaterThan(3);
  for (const value of values) expect(text).not.toContain(value);
  expect(text).toContain(person.email);
});

test("nobody gets the data of somebody else", async () => {
  const { email } = await join();
  const { visitor } = await join();
  expect(await (await visitor.visit(`${file}?userId=${await userIdOf(email)}`)).text()).not.toContain(email);
});

test("ASVS 7.5.1: long after the sign-in the page and the file ask for a proof first", async () => {
  const { visitor } = await join();
  expect((await read(await visitor.visit("/account/data"))).html).toContain(`action="${file}"`);
  later(11 * minutes);
  const confirm = "303 /account/confirm?returnTo=%2Faccount%2Fdata";
  expect(sent(await visitor.visit("/account/data"))).toBe(confirm);
  expect(sent(await visitor.visit(file))).toBe(confirm);
});
