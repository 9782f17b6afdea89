import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { keepingAnOwner } from "./last-owner.server";
import { unchanged } from "./member-changes.server";
import type { Member } from "./members.server";
import { member, session, team, teamMember } from "./schema";

/**
 * Takes somebody out of an organization with all that hung on it: their places in teams, and the organization as the
 * active one of their devices. False when one of the two has changed or gone since they were read.
 */
export async function removeMember(
  db: Database,
  { actor, target }: { actor: Member; target: Member },
): Promise<boolean> {
  const { organizationId, userId } = target;
  const asFound = unchanged(actor, target);
  const teams = db.select({ id: team.id }).from(team).where(eq(team.organizationId, organizationId));
  const theirs = db.select({ id: teamMember.teamId }).from(teamMember).where(eq(teamMember.userId, userId));
  const [, , , removed] = await keepingAnOwner(
    db.batch([
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
  return removed.length > 0;
}
