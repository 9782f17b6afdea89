import { join } from "./people";
import { change, row } from "./records";
import type { Visitor } from "./visitor";

/** Makes an organization by the page, and answers with its slug. */
export async function makeOrganization(visitor: Visitor, name = "Analytical Engines") {
  const slug = `${name.toLowerCase().replaceAll(" ", "-")}-${crypto.randomUUID().slice(0, 8)}`;
  await visitor.submit("/organizations/new", { name, slug });
  return slug;
}

/** Somebody who is a member of the organization with this slug from now on, with this role. */
export async function joinOrganization(slug: string, role = "member") {
  const person = await join();
  await change(
    `insert into member (id, organization_id, user_id, role, created_at)
     select ?, organization.id, user.id, ?, ? from organization, user where organization.slug = ? and user.email = ?`,
    crypto.randomUUID(),
    role,
    Date.now(),
    slug,
    person.email,
  );
  return person;
}

/** The id of the organization with this slug. */
export async function idOf(slug: string) {
  const found = await row<{ id: string }>("select id from organization where slug = ?", slug);
  return found?.id ?? "";
}

/** The organization's id, and the id of one member's row in it. */
export async function idsIn(slug: string, email: string) {
  const found = await row<{ organizationId: string; memberId: string }>(
    `select organization.id as organizationId, member.id as memberId from organization
     join member on member.organization_id = organization.id join user on user.id = member.user_id
     where organization.slug = ? and user.email = ?`,
    slug,
    email,
  );
  return found ?? { organizationId: "", memberId: "" };
}

/** What somebody is in an organization; nothing when they are no member. */
export async function roleIn(slug: string, email: string): Promise<string | undefined> {
  const found = await row<{ role: string }>(
    `select member.role from member join organization on organization.id = member.organization_id
     join user on user.id = member.user_id where organization.slug = ? and user.email = ?`,
    slug,
    email,
  );
  return found?.role;
}

/** So many more members, who never sign in: `crowd-1-…@example.com` and so on. */
export async function fillOrganization(slug: string, count: number) {
  const id = crypto.randomUUID().slice(0, 8);
  await change(
    `insert into user (id, name, email, email_verified, created_at, updated_at)
     with recursive counted(i) as (select 1 union all select i + 1 from counted where i < ?)
     select 'crowd-' || i || '-' || ?, 'Member ' || i, 'crowd-' || i || '-' || ? || '@example.com', 1, ?, ? from counted`,
    count,
    id,
    id,
    Date.now(),
    Date.now(),
  );
  await change(
    `insert into member (id, organization_id, user_id, role, created_at)
     select 'member-' || user.id, organization.id, user.id, 'member', ? + user.rowid from user, organization
     where organization.slug = ? and user.id like 'crowd-%-' || ?`,
    Date.now(),
    slug,
    id,
  );
  return { emailOf: (number: number) => `crowd-${number}-${id}@example.com` };
}

/** An organization with somebody in each of these roles, beside its owner; "editor" is a role of its own. */
export async function organizationWith(firstRole: string, secondRole: string) {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const { organizationId } = await idsIn(slug, owner.email);
  const permission = { member: ["update", "delete"] };
  await answer(owner.visitor, "create-role", { organizationId, role: "editor", permission });
  const first = await joinOrganization(slug, firstRole);
  const second = await joinOrganization(slug, secondRole);
  return { slug, owner, first, second, organizationId };
}

/** What an endpoint of organizations answers: its status, and its code where it refuses. */
export async function answer(visitor: Visitor, path: string, body: object) {
  const response = await visitor.call(`/api/auth/organization/${path}`, body);
  const { code } = await response.json<{ code?: string }>();
  return [response.status, code];
}
