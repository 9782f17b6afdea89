import { and, asc, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { mayInvite } from "../auth/permissions";
import { type Cursor, olderThan } from "./cursor.server";
import type { Database } from "./db.server";
import { invitation, member, organization, organizationRole, team, user } from "./schema";

const perPage = 50;

/**
 * A page of the invitations of one organization that wait for an answer, newest first, those that have expired among
 * them, with the teams and own roles that new ones can be for. One round trip.
 */
export async function invitationsPage(
  db: Database,
  organizationId: string,
  { withOwners, before }: { withOwners: boolean; before?: Cursor },
) {
  const [rows, teams, ownRoles] = await db.batch([
    db
      .select({
        id: invitation.id,
        email: invitation.email,
        role: sql<string>`coalesce(${invitation.role}, 'member')`,
        team: teamNames,
        createdAt: invitation.createdAt,
        expiresAt: invitation.expiresAt,
        inviter: user.name,
      })
      .from(invitation)
      .innerJoin(user, eq(user.id, invitation.inviterId))
      .where(
        and(
          eq(invitation.organizationId, organizationId),
          eq(invitation.status, "pending"),
          withOwners ? undefined : sql`instr(',' || coalesce(${invitation.role}, '') || ',', ',owner,') = 0`,
          olderThan({ at: invitation.createdAt, id: invitation.id }, before),
        ),
      )
      .orderBy(desc(invitation.createdAt), desc(invitation.id))
      .limit(perPage + 1),
    db
      .select({ id: team.id, name: team.name })
      .from(team)
      .where(eq(team.organizationId, organizationId))
      .orderBy(asc(team.name), asc(team.id)),
    db
      .select({ role: organizationRole.role, permission: organizationRole.permission })
      .from(organizationRole)
      .where(eq(organizationRole.organizationId, organizationId))
      .orderBy(asc(organizationRole.role)),
  ]);
  const invitations = rows.slice(0, perPage);
  const last = rows.length > perPage ? invitations.at(-1) : undefined;
  return { invitations, teams, ownRoles, older: last && { at: last.createdAt.getTime(), id: last.id } };
}

/** An invitation can be for several teams, whose ids stand in one text with commas. */
const teamNames = sql<string | null>`(
  select group_concat(${team.name}, ', ')
  from json_each('[' || replace(json_quote(${invitation.teamId}), ',', '","') || ']') as one
  cross join ${team} on ${team.id} = one.value and ${team.organizationId} = ${invitation.organizationId}
)`;

/** One invitation of an organization that waits for an answer. */
export async function waitingInvitation(db: Database, organizationId: string, id: string) {
  const [found] = await db
    .select({ email: invitation.email, role: invitation.role, teamId: invitation.teamId })
    .from(invitation)
    .where(
      and(
        eq(invitation.id, id),
        eq(invitation.organizationId, organizationId),
        eq(invitation.status, "pending"),
      ),
    );
  return found;
}

/**
 * What the page of an invitation shows; `isMember` is about the person with the id `userId`. It stands while its inviter
 * could send it now.
 */
export async function invitationById(db: Database, id: string, userId = "") {
  const inviting = alias(member, "inviting");
  const [rows, ownRoles] = await db.batch([
    db
      .select({
        email: invitation.email,
        role: sql<string>`coalesce(${invitation.role}, 'member')`,
        status: invitation.status,
        expiresAt: invitation.expiresAt,
        organization: organization.name,
        slug: organization.slug,
        logo: organization.logo,
        // Under names of their own: in a batch a name stands for one column.
        inviter: sql<string>`${user.name}`.as("inviter"),
        inviterRole: sql<string | null>`${inviting.role}`.as("inviter_role"),
        memberId: member.id,
      })
      .from(invitation)
      .innerJoin(organization, eq(organization.id, invitation.organizationId))
      .innerJoin(user, eq(user.id, invitation.inviterId))
      .leftJoin(member, and(eq(member.organizationId, invitation.organizationId), eq(member.userId, userId)))
      .leftJoin(
        inviting,
        and(
          eq(inviting.organizationId, invitation.organizationId),
          eq(inviting.userId, invitation.inviterId),
        ),
      )
      .where(eq(invitation.id, id)),
    db
      .select({ role: organizationRole.role, permission: organizationRole.permission })
      .from(organizationRole)
      .innerJoin(invitation, eq(invitation.organizationId, organizationRole.organizationId))
      .where(eq(invitation.id, id)),
  ]);
  const found = rows[0];
  if (!found) return undefined;
  const { memberId, inviterRole, ...rest } = found;
  const stands = mayInvite(inviterRole ?? "", ownRoles, rest.role);
  return { ...rest, stands, isMember: memberId !== null };
}

/** True when there is an invitation with this id, and it is for this address. */
export async function isInvitationFor(db: Database, id: string, email: string): Promise<boolean> {
  const found = await db
    .select({ id: invitation.id })
    .from(invitation)
    .where(and(eq(invitation.id, id), eq(invitation.email, email.toLowerCase())));
  return found.length > 0;
}

/** The status of an invitation; undefined where there is none with this id. */
export async function statusOfInvitation(db: Database, id: string): Promise<string | undefined> {
  const [found] = await db
    .select({ status: invitation.status })
    .from(invitation)
    .where(eq(invitation.id, id));
  return found?.status;
}

/** Whoever sends an invitation again is its inviter from then on. */
export async function takeOver(db: Database, id: string, inviterId: string): Promise<void> {
  await db
    .update(invitation)
    .set({ inviterId })
    .where(and(eq(invitation.id, id), eq(invitation.status, "pending")));
}

/** Takes teams that are gone out of an invitation: it is good for the rest. */
export async function dropLostTeams(db: Database, id: string): Promise<void> {
  const left = sql`(
    select group_concat(${team.id}, ',') from ${team}
    where ${team.organizationId} = ${invitation.organizationId}
      and instr(',' || ${invitation.teamId} || ',', ',' || ${team.id} || ',') > 0
  )`;
  await db
    .update(invitation)
    .set({ teamId: left })
    .where(and(eq(invitation.id, id), eq(invitation.status, "pending"), isNotNull(invitation.teamId)));
}

/** True when an invitation to this address waits for an answer now. */
export async function isInvited(db: Database, email: string, now = new Date()): Promise<boolean> {
  const [found] = await db
    .select({ id: invitation.id })
    .from(invitation)
    .where(
      and(
        eq(invitation.email, email.toLowerCase()),
        eq(invitation.status, "pending"),
        gt(invitation.expiresAt, now),
      ),
    )
    .limit(1);
  return found !== undefined;
}
