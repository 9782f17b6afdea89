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
