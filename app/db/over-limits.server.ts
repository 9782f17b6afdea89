import { and, count, eq, gt, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { hasRoom } from "./member-listings.server";
import { hasRole } from "./members.server";
import { invitation, member, organization, session, team, teamMember } from "./schema";

interface NewMember {
  id: string;
  organizationId: string;
  userId: string;
}

/**
 * Takes a member who was just written back out of a full organization, or the organization with them, where they made it
 * and own as many as they may. Says which it was; nothing where all is within the limits.
 */
export async function takeBackMember(
  db: Database,
  { id, organizationId, userId }: NewMember,
  most: { organizations: number; members: number },
) {
  const owned = db
    .select({ count: count() })
    .from(member)
    .where(and(eq(member.userId, userId), hasRole("owner")));
  const teams = db.select({ id: team.id }).from(team).where(eq(team.organizationId, organizationId));
  const isOut = sql`not exists (
    select 1 from ${member} where ${member.organizationId} = ${organizationId} and ${member.userId} = ${userId}
  )`;
  const [organizations, members] = await db.batch([
    db
      .delete(organization)
      .where(
        and(
          eq(organization.id, organizationId),
          // Nobody else is in it.
          hasRoom(organizationId, 2),
          sql`${owned} > ${most.organizations}`,
        ),
      )
      .returning({ id: organization.id }),
    db
      .delete(member)
      .where(and(eq(member.id, id), isOver(organizationId, most.members)))
      .returning({ id: member.id }),
    // An invitation puts people in its teams first.
    db.delete(teamMember).where(and(eq(teamMember.userId, userId), inArray(teamMember.teamId, teams), isOut)),
    db
      .update(team)
      .set({ memberCount: sql`(select count(*) from ${teamMember} where ${teamMember.teamId} = ${team.id})` })
      .where(and(eq(team.organizationId, organizationId), isOut)),
    db
      .update(session)
      .set({ activeTeamId: null })
      .where(and(eq(session.userId, userId), inArray(session.activeTeamId, teams), isOut)),
  ]);
  if (organizations.length > 0) return "YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_ORGANIZATIONS";
  return members.length > 0 ? "ORGANIZATION_MEMBERSHIP_LIMIT_REACHED" : undefined;
}

function isOver(organizationId: string, max: number): SQL {
  return sql`not ${hasRoom(organizationId, max + 1)}`;
}

interface NewInvitation {
  id: string;
  organizationId: string;
  email: string;
}

/** Takes an invitation back that was just written beside one for the same address, or beside as many as may be open. */
export async function takeBackInvitation(
  db: Database,
  { id, organizationId, email }: NewInvitation,
  max: number,
) {
  const open = and(
    eq(invitation.organizationId, organizationId),
    eq(invitation.status, "pending"),
    gt(invitation.expiresAt, new Date()),
  );
  const same = db
    .select({ id: invitation.id })
    .from(invitation)
    .where(and(open, eq(invitation.email, email), ne(invitation.id, id)));
  const opened = db.select({ count: count() }).from(invitation).where(open);
  const [twice, over] = await db.batch([
    db
      .delete(invitation)
      .where(and(eq(invitation.id, id), sql`exists ${same}`))
      .returning({ id: invitation.id }),
    db
      .delete(invitation)
      .where(and(eq(invitation.id, id), sql`${opened} > ${max}`))
      .returning({ id: invitation.id }),
  ]);
  if (twice.length > 0) return "USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION";
  return over.length > 0 ? "INVITATION_LIMIT_REACHED" : undefined;
}
