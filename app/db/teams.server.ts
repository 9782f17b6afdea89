import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { listed, listOrder } from "./member-listings.server";
import { member, team, teamMember, user } from "./schema";
import { memberListing } from "./schema/member-listing";

const perPage = 25;
const candidatesShown = 10;
/** How many of those who match are looked at: most can be in the team already. */
const candidatesAsked = 100;

/** Rows of a team in the order in which they were written, by the index on its id. */
const rowid = sql<number>`${teamMember}.rowid`;

/** True of teams that this person is in. In plain names: Drizzle takes the table's out of a selection from one alone. */
function isIn(userId: string): SQL<number> {
  return sql<number>`exists (select 1 from team_member as inside where inside.team_id = "team"."id" and inside.user_id = ${userId})`;
}

/** The teams of an organization by name, with how many are in each and whether this person is. */
export async function teamsOf(db: Database, { organizationId, userId }: Asked) {
  const rows = await db
    .select({
      id: team.id,
      name: team.name,
      memberCount: team.memberCount,
      isOwn: isIn(userId).as("is_own"),
    })
    .from(team)
    .where(eq(team.organizationId, organizationId))
    .orderBy(sql`lower(${team.name})`, asc(team.id));
  return rows.map((row) => ({ ...row, isOwn: Boolean(row.isOwn) }));
}

/** One team of an organization, if this person is a member of the organization. */
export async function teamFor(db: Database, { organizationId, userId, teamId }: Asked & { teamId: string }) {
  const [found] = await db
    .select({ team, isOwn: isIn(userId).as("is_own") })
    .from(team)
    .innerJoin(member, eq(member.organizationId, team.organizationId))
    .where(and(eq(team.id, teamId), eq(team.organizationId, organizationId), eq(member.userId, userId)));
  return found && { ...found.team, isOwn: Boolean(found.isOwn) };
}

/** The names that an organization's teams have, in the order in which a change compares them. */
export async function teamNames(db: Database, organizationId: string) {
  return db
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(eq(team.organizationId, organizationId))
    .orderBy(asc(team.id));
}

interface Asked {
  organizationId: string;
  userId: string;
}

interface TeamPage extends Asked {
  teamId: string;
  /** The place of the last member of the page before. */
  after?: number;
  /** The beginning of a word in the name or address of those who could be added. */
  search: string;
}

/**
 * A team with a page of its members, who came first on top, and with members of the organization who could be added.
 * One round trip; nothing for a team of another organization.
 */
export async function teamPage(db: Database, { organizationId, userId, teamId, after, search }: TeamPage) {
  const here = and(eq(team.id, teamId), eq(team.organizationId, organizationId));
  const [teams, members, matching] = await db.batch([
    db
      .select({
        id: team.id,
        name: team.name,
        memberCount: team.memberCount,
        isOwn: isIn(userId).as("is_own"),
      })
      .from(team)
      .where(here),
    db
      .select({
        place: sql<number>`${rowid}`.as("place"),
        userId: user.id,
        name: user.name,
        email: user.email,
      })
      .from(teamMember)
      .innerJoin(team, eq(team.id, teamMember.teamId))
      .innerJoin(user, eq(user.id, teamMember.userId))
      .where(and(here, eq(teamMember.teamId, teamId), after ? sql`${rowid} > ${after}` : undefined))
      .orderBy(rowid)
      .limit(perPage + 1),
    db
      .select({
        userId: user.id,
        name: user.name,
        email: user.email,
        isIn: sql<number>`exists (select 1 from ${teamMember} where ${teamMember.teamId} = ${teamId} and ${teamMember.userId} = ${member.userId})`.as(
          "is_in",
        ),
      })
      .from(memberListing)
      .innerJoin(member, eq(member.id, memberListing.memberId))
      .innerJoin(user, eq(user.id, member.userId))
      .where(listed({ organizationId, search }))
      .orderBy(...listOrder)
      .limit(candidatesAsked),
  ]);
  const found = teams[0];
  const candidates = matching.filter(({ isIn }) => !isIn).map(({ isIn: _, ...person }) => person);
  return (
    found && {
      team: { ...found, isOwn: Boolean(found.isOwn) },
      members: members.slice(0, perPage),
      next: members.length > perPage ? members[perPage - 1]?.place : undefined,
      candidates: candidates.slice(0, candidatesShown),
      hasMoreCandidates: candidates.length > candidatesShown || matching.length === candidatesAsked,
    }
  );
}
