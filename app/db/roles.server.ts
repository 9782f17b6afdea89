import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { countedUpTo } from "../counted";
import type { Database } from "./db.server";
import { unchanged } from "./member-changes.server";
import { listed } from "./member-listings.server";
import type { Member } from "./members.server";
import { invitation, organization, organizationRole } from "./schema";
import { memberListing } from "./schema/member-listing";

/** How many have a role: members, and invitations that wait for an answer; one more than `countedUpTo` at most. */
interface RoleUse {
  members: number;
  invitations: number;
}

function ownRoles(db: Database, organizationId: string) {
  return db
    .select()
    .from(organizationRole)
    .where(eq(organizationRole.organizationId, organizationId))
    .orderBy(asc(organizationRole.role));
}

/** The roles that an organization has made itself, by name. */
export async function ownRolesOf(db: Database, organizationId: string) {
  return ownRoles(db, organizationId);
}

/** The same, with who has the role of this name; one round trip. */
export async function ownRolesWithUse(db: Database, organizationId: string, role: string) {
  const [rows, members, invitations] = await db.batch([
    ownRoles(db, organizationId),
    db.select({ count: count() }).from(
      holders(db, organizationId, role)
        .limit(countedUpTo + 1)
        .as("holders"),
    ),
    db.select({ count: count() }).from(
      invited(db, organizationId, role)
        .limit(countedUpTo + 1)
        .as("invited"),
    ),
  ]);
  const use: RoleUse = { members: members[0]?.count ?? 0, invitations: invitations[0]?.count ?? 0 };
  return { ownRoles: rows, use };
}

/** What a role allows, as JSON, and how it is called in its organization. */
interface RoleChange {
  actor: Member;
  role: string;
  permission: string;
}

/** Makes a role, unless there is one of this name, or as many as may be, or who asks has changed. */
export async function createRole(
  db: Database,
  { actor, role, permission, max }: RoleChange & { max: number },
) {
  const { organizationId } = actor;
  const hasRoom = sql`(select count(*) from ${organizationRole} where ${organizationRole.organizationId} = ${organizationId}) < ${max}`;
  const now = Date.now();
  const [made] = await db
    .insert(organizationRole)
    .select(
      db
        .select({
          id: sql<string>`${crypto.randomUUID()}`.as("id"),
          organizationId: organization.id,
          role: sql<string>`${role}`.as("role"),
          permission: sql<string>`${permission}`.as("permission"),
          createdAt: sql<number>`${now}`.as("created_at"),
          updatedAt: sql<number>`${now}`.as("updated_at"),
        })
        .from(organization)
        .where(and(eq(organization.id, organizationId), hasRoom, unchanged(actor))),
    )
    .onConflictDoNothing()
    .returning();
  return made;
}

/** Lets a role allow something else. Nothing when it is gone, or who asks has changed. */
export async function updateRole(db: Database, { actor, role, permission }: RoleChange) {
  const [changed] = await db
    .update(organizationRole)
    .set({ permission })
    .where(and(named(actor.organizationId, role), unchanged(actor)))
    .returning();
  return changed;
}

/** Deletes a role while nobody has it and nobody is invited with it. False when it stays. */
export async function deleteRole(db: Database, { actor, role }: Omit<RoleChange, "permission">) {
  const { organizationId } = actor;
  const deleted = await db
    .delete(organizationRole)
    .where(
      and(
        named(organizationId, role),
        sql`not exists ${holders(db, organizationId, role)}`,
        sql`not exists ${invited(db, organizationId, role)}`,
        unchanged(actor),
      ),
    )
    .returning({ id: organizationRole.id });
  return deleted.length > 0;
}

function named(organizationId: string, role: string) {
  return and(eq(organizationRole.organizationId, organizationId), eq(organizationRole.role, role));
}

function holders(db: Database, organizationId: string, role: string) {
  return db
    .select({ id: memberListing.memberId })
    .from(memberListing)
    .where(listed({ organizationId, role }));
}

/** Those that have expired count: they can be sent again. */
function invited(db: Database, organizationId: string, role: string) {
  const waiting = sql`organization_id = ${organizationId} and status = 'pending'`;
  // The few texts that stand there, each by a step in the index: an invitation can be for several roles.
  const texts = sql`(
    with recursive texts(text) as (
      select min(role) from invitation where ${waiting}
      union all
      select (select min(role) from invitation where ${waiting} and role > texts.text)
      from texts where texts.text is not null
    )
    select text from texts where instr(',' || text || ',', ${`,${role},`}) > 0
  )`;
  return db
    .select({ id: invitation.id })
    .from(invitation)
    .where(
      and(
        eq(invitation.organizationId, organizationId),
        eq(invitation.status, "pending"),
        inArray(invitation.role, texts),
      ),
    );
}
