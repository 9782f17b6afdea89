import { and, asc, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { OwnRole } from "../auth/permissions";
import type { Database } from "./db.server";
import { listed, listOrder, type MemberList, type MemberPlace } from "./member-listings.server";
import { member, organization, organizationRole, user } from "./schema";
import { memberListing } from "./schema/member-listing";

/** A row of `member`, as a change finds it. */
export type Member = typeof member.$inferSelect;

/**
 * True of members who have this role, perhaps among others: several stand in one text, with commas. For the memberships
 * of one person; those of an organization who have it are in `member_listing`.
 */
export function hasRole(role: string): SQL {
  return sql`instr(',' || ${member.role} || ',', ${`,${role},`}) > 0`;
}

const perPage = 25;

/**
 * A page of a list of members, who joined first on top, or by what was found in their names and addresses; with the names
 * of the organization's own roles, and whether there is an owner beside `memberId`. One round trip, and a page costs the
 * same however many members there are.
 */
export async function membersPage(
  db: Database,
  { memberId, after, ...list }: MemberList & { memberId: string; after?: MemberPlace },
) {
  const { organizationId } = list;
  const [rows, ownRoles, otherOwners] = await db.batch([
    db
      .select({
        id: member.id,
        role: member.role,
        joinedAt: member.createdAt,
        name: user.name,
        email: user.email,
        image: user.image,
        text: memberListing.text,
      })
      .from(memberListing)
      .innerJoin(member, eq(member.id, memberListing.memberId))
      .innerJoin(user, eq(user.id, member.userId))
      .where(listed(list, after))
      .orderBy(...listOrder)
      .limit(perPage + 1),
    ownRolesStatement(db, organizationId),
    otherOwner(db, organizationId, memberId),
  ]);
  const shown = rows.slice(0, perPage);
  const last = rows.length > perPage ? shown.at(-1) : undefined;
  return {
    members: shown,
    next: last && { text: last.text, at: last.joinedAt.getTime(), id: last.id },
    ownRoles,
    hasOtherOwner: otherOwners.length > 0,
  };
}

/** An owner of the organization beside this member, if there is one. */
export function otherOwner(db: Database, organizationId: string, memberId: string) {
  return db
    .select({ id: memberListing.memberId })
    .from(memberListing)
    .where(and(listed({ organizationId, role: "owner" }), ne(memberListing.memberId, memberId)))
    .limit(1);
}

/** What stands where there is no address is nothing to find somebody by. */
const hasAddress = sql`instr(${user.email}, '@no-address.invalid') = 0`;

function ownRolesStatement(db: Database, organizationId: string) {
  return db
    .select({
      id: organizationRole.id,
      role: organizationRole.role,
      permission: organizationRole.permission,
    })
    .from(organizationRole)
    .where(eq(organizationRole.organizationId, organizationId))
    .orderBy(asc(organizationRole.role));
}

/** Who asks for a change, whom it is about, and the organization's own roles; in one round trip. */
export async function membersInvolved(
  db: Database,
  asked: { organizationId: string; userId: string; other?: string },
): Promise<{ actor?: Member; other?: Member; ownRoles: (OwnRole & { id: string })[] }> {
  const { organizationId, userId, other = "" } = asked;
  const named = other.includes("@") ? eq(user.email, other.toLowerCase()) : eq(member.id, other);
  const [actors, others, ownRoles] = await db.batch([
    db
      .select()
      .from(member)
      .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId))),
    db
      .select({ member })
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(and(eq(member.organizationId, organizationId), named)),
    ownRolesStatement(db, organizationId),
  ]);
  return { actor: actors[0], other: others[0]?.member, ownRoles };
}

/**
 * Who an address or a username belongs to, whether they are a member already, and what the organization is called.
 * Nobody, where the account is locked or its address not proven: for whoever asks, there is none.
 */
export async function personToAdd(db: Database, organizationId: string, login: string) {
  const name = login.trim().toLowerCase();
  const [people, memberships, organizations] = await db.batch([
    db
      .select({ id: user.id, email: user.email })
      .from(user)
      .where(
        and(
          eq(name.includes("@") ? user.email : user.username, name),
          hasAddress,
          eq(user.emailVerified, true),
          or(isNull(user.banned), eq(user.banned, false)),
        ),
      ),
    db
      .select({ userId: member.userId })
      .from(member)
      .innerJoin(user, eq(user.id, member.userId))
      .where(
        and(
          eq(member.organizationId, organizationId),
          eq(name.includes("@") ? user.email : user.username, name),
        ),
      ),
    db
      .select({ organization: organization.name, slug: organization.slug })
      .from(organization)
      .where(eq(organization.id, organizationId)),
  ]);
  return { person: people[0], isMember: memberships.length > 0, organization: organizations[0] };
}
