import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { mayDo, type Permissions } from "../auth/permissions";
import type { Database } from "./db.server";
import { joinableBy } from "./joining.server";
import { invitation, member, organization, organizationRole, user } from "./schema";

/** An organization in a list of one's own. */
export interface OwnOrganization {
  id: string;
  name: string;
  slug: string;
  logo: string | null;
  /** One's roles in it, by name, with commas. */
  role: string;
}

/** One person in one organization. */
export interface Membership {
  organization: OwnOrganization;
  memberId: string;
  role: string;
  /** True when this person may do all of it; the same answer that the endpoints of better-auth give. */
  can(asked: Permissions): boolean;
  /** Every organization of this person, by name. */
  all: OwnOrganization[];
}

/** A batch of D1 knows columns by their names alone: a second `id` or `name` in one answer needs another. */
function aliased(column: SQLiteColumn, name: string) {
  return sql<string>`${column}`.as(name);
}

function ownOrganizations(db: Database, userId: string) {
  return db
    .select({
      id: organization.id,
      name: organization.name,
      slug: organization.slug,
      logo: organization.logo,
      role: member.role,
      memberId: aliased(member.id, "member_id"),
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, userId))
    .orderBy(asc(organization.name), asc(organization.id));
}

/** What one person is in the organization with this slug, in one round trip; undefined for everybody who is no member. */
export async function membershipOf(
  db: Database,
  { userId, slug }: { userId: string; slug: string },
): Promise<Membership | undefined> {
  const named = db.select({ id: organization.id }).from(organization).where(eq(organization.slug, slug));
  const [rows, ownRoles] = await db.batch([
    ownOrganizations(db, userId),
    db
      .select({ role: organizationRole.role, permission: organizationRole.permission })
      .from(organizationRole)
      .where(inArray(organizationRole.organizationId, named)),
  ]);
  const all = rows.map(({ memberId: _, ...own }) => own);
  const found = rows.find((row) => row.slug === slug);
  if (!found) return undefined;
  const { memberId, ...own } = found;
  const can = (asked: Permissions) => mayDo(own.role, ownRoles, asked);
  return { organization: own, memberId, role: own.role, can, all };
}

/** True when this person is a member of the organization with this id or slug. */
export async function isMemberOf(
  db: Database,
  userId: string,
  { id, slug }: { id?: string; slug?: string },
): Promise<boolean> {
  const found = await db
    .select({ id: member.id })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(and(eq(member.userId, userId), id ? eq(organization.id, id) : eq(organization.slug, slug ?? "")));
  return found.length > 0;
}

/** Every organization of one person, by name. */
export async function listOwnOrganizations(db: Database, userId: string): Promise<OwnOrganization[]> {
  const rows = await ownOrganizations(db, userId);
  return rows.map(({ memberId: _, ...own }) => own);
}

/**
 * Invitations that wait for the owner of this proven address, newest first, the organizations of that person, and those
 * that let people of the address's domain in.
 */
export async function organizationsAndInvitations(
  db: Database,
  { id, email, emailVerified }: { id: string; email: string; emailVerified: boolean },
  now = new Date(),
) {
  const waiting = db
    .select({
      id: invitation.id,
      role: invitation.role,
      expiresAt: invitation.expiresAt,
      organization: organization.name,
      logo: organization.logo,
      inviter: aliased(user.name, "inviter"),
    })
    .from(invitation)
    .innerJoin(organization, eq(organization.id, invitation.organizationId))
    .innerJoin(user, eq(user.id, invitation.inviterId))
    .where(and(eq(invitation.email, email), eq(invitation.status, "pending"), gt(invitation.expiresAt, now)));
  const [rows, invitations, joinable] = await db.batch([
    ownOrganizations(db, id),
    waiting,
    joinableBy(db, id),
  ]);
  return {
    organizations: rows.map(({ memberId: _, ...own }) => own),
    invitations: emailVerified ? invitations : [],
    joinable,
  };
}

/** The organization that somebody works in first after signing in: the one that they have been in for longest. */
export async function firstOrganizationOf(db: Database, userId: string): Promise<string | null> {
  const [first] = await db
    .select({ id: member.organizationId })
    .from(member)
    .where(eq(member.userId, userId))
    .orderBy(asc(member.createdAt))
    .limit(1);
  return first?.id ?? null;
}
