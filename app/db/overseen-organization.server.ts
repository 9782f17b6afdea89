import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { adminRole } from "../auth/admin-role";
import type { Cursor } from "./cursor.server";
import type { Database } from "./db.server";
import { hasRole, type Member } from "./members.server";
import { invitation, member, organization, organizationDomain, team, user } from "./schema";

const perPage = 25;
/** Counts are not read any further. */
export const countedAtMost = 1000;

/** One organization as an admin of the deployment sees it, in one round trip however large it is; nothing when there is none. */
export async function overseenOrganization(db: Database, id: string, after?: Cursor) {
  const [found, rows, owners] = await db.batch([
    db
      .select({
        id: organization.id,
        name: organization.name,
        slug: organization.slug,
        logo: organization.logo,
        createdAt: organization.createdAt,
        members: upTo(member, sql`organization_id = ${id}`).as("members"),
        teams: upTo(team, sql`organization_id = ${id}`).as("teams"),
        domains: upTo(organizationDomain, sql`organization_id = ${id}`).as("domains"),
        invitations: upTo(
          invitation,
          sql`organization_id = ${id} and status = 'pending' and expires_at > ${Date.now()}`,
        ).as("invitations"),
      })
      .from(organization)
      .where(eq(organization.id, id)),
    db
      .select({
        id: member.id,
        userId: member.userId,
        role: member.role,
        joinedAt: member.createdAt,
        name: user.name,
        email: user.email,
        image: user.image,
        mayOwn: sql<number>`${mayOwn}`.as("may_own"),
      })
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(
        and(
          eq(member.organizationId, id),
          after && sql`(${member.createdAt}, ${member.id}) > (${after.at}, ${after.id})`,
        ),
      )
      .orderBy(asc(member.createdAt), asc(member.id))
      .limit(perPage + 1),
    db
      .select({ id: member.id })
      .from(member)
      .where(and(eq(member.organizationId, id), hasRole("owner")))
      .limit(2),
  ]);
  if (!found[0]) return undefined;
  const members = rows.slice(0, perPage);
  const last = rows.length > perPage ? members.at(-1) : undefined;
  return {
    organization: found[0],
    members,
    next: last && `${last.joinedAt.getTime()}.${last.id}`,
    /** Two at most: who is the only one, and whether there is any. */
    owners: owners.map(({ id }) => id),
  };
}

/** One member of one organization, and nobody else's. */
export async function memberOf(
  db: Database,
  { organizationId, memberId }: { organizationId: string; memberId: string },
): Promise<Member | undefined> {
  const [found] = await db
    .select()
    .from(member)
    .where(and(eq(member.id, memberId), eq(member.organizationId, organizationId)));
  return found;
}

/** Makes a member the owner of an organization that has none; nothing where it has one by now, or the member may not. */
export async function makeOwner(db: Database, target: Member, adminId: string): Promise<Member | undefined> {
  const [made] = await db
    .update(member)
    .set({ role: "owner" })
    .where(
      and(
        eq(member.id, target.id),
        sql`not exists (
          select 1 from member as other
          where other.organization_id = ${target.organizationId} and instr(',' || other.role || ',', ',owner,') > 0
        )`,
        sql`exists (select 1 from ${user} where ${user.id} = ${target.userId} and ${mayOwn})`,
        isStillAdmin(adminId),
      ),
    )
    .returning();
  return made;
}

/** True while this person is an admin who can sign in: what was allowed when it was asked is allowed now. */
export function isStillAdmin(userId: string): SQL {
  return sql`exists (
    select 1 from user as admin where admin.id = ${userId} and coalesce(admin.banned, 0) = 0
      and instr(',' || coalesce(admin.role, '') || ',', ${`,${adminRole},`}) > 0
  )`;
}

/** True while the organization has this short name. */
export function isCalled(organizationId: string, slug: string): SQL {
  return sql`exists (
    select 1 from organization as named where named.id = ${organizationId} and named.slug = ${slug}
  )`;
}

const mayOwn = sql`(coalesce(${user.banned}, 0) = 0 and coalesce(${user.isAnonymous}, 0) = 0)`;

function upTo(table: SQLiteTable, which: SQL) {
  return sql<number>`(select count(*) from (select 1 from ${table} where ${which} limit ${countedAtMost + 1}))`;
}
