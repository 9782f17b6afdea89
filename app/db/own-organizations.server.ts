import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import {
  invitation,
  joinRequest,
  member,
  organization,
  organizationActivity,
  team,
  teamMember,
  user,
} from "./schema";

/** The newest of what has no other end. */
const longest = 1000;

/** Statements for all that is held about somebody's part in organizations. */
export function ownOrganizationParts(db: Database, userId: string) {
  // Under a name of its own: in a batch a name stands for one column.
  const inOrganization = sql<string>`${organization.name}`.as("in_organization");
  const invitationFacts = {
    organization: inOrganization,
    email: invitation.email,
    role: sql<string>`coalesce(${invitation.role}, 'member')`.as("as_role"),
    status: invitation.status,
    invitedAt: invitation.createdAt,
    expiresAt: invitation.expiresAt,
  };
  const invitations = (condition: SQL | undefined) =>
    db
      .select(invitationFacts)
      .from(invitation)
      .innerJoin(organization, eq(organization.id, invitation.organizationId))
      .innerJoin(user, eq(user.id, userId))
      .where(condition)
      .orderBy(desc(invitation.createdAt))
      .limit(longest);
  return [
    db
      .select({
        name: organization.name,
        slug: organization.slug,
        role: member.role,
        joinedAt: member.createdAt,
      })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(eq(member.userId, userId)),
    db
      .select({ name: team.name, organization: inOrganization, joinedAt: teamMember.createdAt })
      .from(teamMember)
      .innerJoin(team, eq(team.id, teamMember.teamId))
      .innerJoin(organization, eq(organization.id, team.organizationId))
      .where(eq(teamMember.userId, userId)),
    // What was sent to an address is for who has shown that it is theirs.
    invitations(and(eq(invitation.email, user.email), eq(user.emailVerified, true))),
    invitations(eq(invitation.inviterId, userId)),
    db
      .select({ organization: organization.name, askedAt: joinRequest.createdAt })
      .from(joinRequest)
      .innerJoin(organization, eq(organization.id, joinRequest.organizationId))
      .where(eq(joinRequest.userId, userId)),
    db
      .select({
        organization: organization.name,
        at: organizationActivity.at,
        event: organizationActivity.event,
        detail: organizationActivity.detail,
      })
      .from(organizationActivity)
      .innerJoin(organization, eq(organization.id, organizationActivity.organizationId))
      .where(eq(organizationActivity.actorId, userId))
      .orderBy(desc(organizationActivity.at))
      .limit(longest),
  ] as const;
}
