import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { OrganizationEvent } from "../auth/organization-activity-words";
import type { Database } from "./db.server";
import { cancelInvitations } from "./inviter-changes.server";
import { keepingAnOwner } from "./last-owner.server";
import { unchanged } from "./member-changes.server";
import type { Member } from "./members.server";
import { member, organizationActivity, session, team, teamMember, user } from "./schema";

/**
 * Takes somebody out of an organization with all that hung on it: their places in teams, the invitations that they sent
 * and nobody answered, and the organization as the active one of their devices. Says how many invitations these were;
 * nothing when the member has changed or gone since, or it is no longer `allowed`.
 */
export async function removeMember(
  db: Database,
  { target, allowed }: { target: Member; allowed: SQL | undefined },
): Promise<{ cancelled: number } | undefined> {
  const { organizationId, userId } = target;
  const asFound = and(unchanged(target), allowed);
  const teams = db.select({ id: team.id }).from(team).where(eq(team.organizationId, organizationId));
  const theirs = db.select({ id: teamMember.teamId }).from(teamMember).where(eq(teamMember.userId, userId));
  const [invitations, , , , removed] = await keepingAnOwner(
    db.batch([
      cancelInvitations(db, { inviter: target, asFound, rolesLeft: [] }),
      db
        .update(team)
        .set({ memberCount: sql`max(0, ${team.memberCount} - 1)` })
        .where(and(eq(team.organizationId, organizationId), inArray(team.id, theirs), asFound)),
      db
        .delete(teamMember)
        .where(and(eq(teamMember.userId, userId), inArray(teamMember.teamId, teams), asFound)),
      db
        .update(session)
        .set({ activeOrganizationId: null, activeTeamId: null })
        .where(and(eq(session.userId, userId), eq(session.activeOrganizationId, organizationId), asFound)),
      // Last, for the others ask whether it is there.
      db
        .delete(member)
        .where(and(eq(member.id, target.id), asFound))
        .returning({ id: member.id }),
    ]),
  );
  return removed.length > 0 ? { cancelled: invitations.length } : undefined;
}

/**
 * Takes somebody whose account ends out of all their organizations, and notes it there. Throws `LastOwnerError`, and
 * changes nothing, where one of them would be left without an owner. It comes before the account goes: with its row the
 * rest would go as well, but a team's count would stay, and nobody would read why the member is gone.
 */
export async function leaveAll(db: Database, userId: string): Promise<void> {
  const theirs = db.select({ id: teamMember.teamId }).from(teamMember).where(eq(teamMember.userId, userId));
  await keepingAnOwner(
    db.batch([
      db.insert(organizationActivity).select(
        db
          .select({
            id: sql<string>`lower(hex(randomblob(16)))`.as("id"),
            organizationId: member.organizationId,
            at: sql<number>`${Date.now()}`.as("at"),
            actorId: user.id,
            actorName: user.name,
            event: sql<OrganizationEvent>`${left}`.as("event"),
            detail: sql<string>`''`.as("detail"),
          })
          .from(member)
          .innerJoin(user, eq(user.id, member.userId))
          .where(eq(member.userId, userId)),
      ),
      db
        .update(team)
        .set({ memberCount: sql`max(0, ${team.memberCount} - 1)` })
        .where(inArray(team.id, theirs)),
      db.delete(teamMember).where(eq(teamMember.userId, userId)),
      db
        .update(session)
        .set({ activeOrganizationId: null, activeTeamId: null })
        .where(eq(session.userId, userId)),
      db.delete(member).where(eq(member.userId, userId)),
    ]),
  );
}

const left: OrganizationEvent = "member-account-deleted";
