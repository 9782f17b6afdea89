import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { unchanged } from "./member-changes.server";
import type { Member } from "./members.server";
import { invitation, member, organization, session, team, teamMember } from "./schema";

/** Teams as they were when a name was checked against theirs, by id. */
type Names = { id: string; name: string }[];

interface Change {
  actor: Member;
  teamId: string;
}

/** Makes a team. Nothing when the organization's teams, or who asks, have changed since they were read. */
export async function createTeam(
  db: Database,
  { actor, name, names }: { actor: Member; name: string; names: Names },
) {
  const { organizationId } = actor;
  const now = Date.now();
  const [made] = await db
    .insert(team)
    .select(
      db
        .select({
          id: sql<string>`${crypto.randomUUID()}`.as("id"),
          name: sql<string>`${name}`.as("name"),
          memberCount: sql<number>`0`.as("member_count"),
          organizationId: organization.id,
          createdAt: sql<number>`${now}`.as("created_at"),
          updatedAt: sql<number>`${now}`.as("updated_at"),
        })
        .from(organization)
        .where(and(eq(organization.id, organizationId), areStill(organizationId, names), unchanged(actor))),
    )
    .returning();
  return made;
}

/** Gives a team another name, on the same conditions. */
export async function renameTeam(
  db: Database,
  { actor, teamId, name, names }: Change & { name: string; names: Names },
) {
  const { organizationId } = actor;
  const [renamed] = await db
    .update(team)
    .set({ name })
    .where(and(here({ actor, teamId }), areStill(organizationId, names), unchanged(actor)))
    .returning();
  return renamed;
}

/** Removes a team: out of invitations that wait, as the active one of its members' devices, and with who was in it. */
export async function removeTeam(db: Database, { actor, teamId }: Change): Promise<boolean> {
  const { organizationId } = actor;
  const isHere = and(sql`exists (select 1 from ${team} where ${here({ actor, teamId })})`, unchanged(actor));
  const others = sql`(
    select group_concat(${team.id}, ',') from ${team}
    where ${team.organizationId} = ${organizationId} and ${team.id} <> ${teamId}
      and instr(',' || ${invitation.teamId} || ',', ',' || ${team.id} || ',') > 0
  )`;
  const people = db.select({ id: teamMember.userId }).from(teamMember).where(eq(teamMember.teamId, teamId));
  const [, , removed] = await db.batch([
    db
      .update(invitation)
      .set({ teamId: others })
      .where(
        and(
          eq(invitation.organizationId, organizationId),
          eq(invitation.status, "pending"),
          sql`instr(',' || ${invitation.teamId} || ',', ${`,${teamId},`}) > 0`,
          isHere,
        ),
      ),
    db
      .update(session)
      .set({ activeTeamId: null })
      .where(and(inArray(session.userId, people), eq(session.activeTeamId, teamId), isHere)),
    // Last, for the others ask whether it is there. Who is in it goes by the foreign key.
    db
      .delete(team)
      .where(and(here({ actor, teamId }), unchanged(actor)))
      .returning({ id: team.id }),
  ]);
  return removed.length > 0;
}

/** Puts a member of the organization into a team, and answers with the row, which may be there already. */
export async function addToTeam(db: Database, { actor, teamId, userId }: Change & { userId: string }) {
  const isThere = and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId));
  const key = await membershipKey(teamId, userId);
  const [, , rows] = await db.batch([
    db
      .insert(teamMember)
      .select(
        db
          .select({
            id: sql<string>`${crypto.randomUUID()}`.as("id"),
            teamId: team.id,
            userId: member.userId,
            membershipKey: sql<string>`${key}`.as("membership_key"),
            createdAt: sql<number>`${Date.now()}`.as("created_at"),
          })
          .from(team)
          .innerJoin(member, eq(member.organizationId, team.organizationId))
          .where(
            and(
              here({ actor, teamId }),
              eq(member.userId, userId),
              sql`not exists (select 1 from ${teamMember} where ${isThere})`,
              unchanged(actor),
            ),
          ),
      )
      .onConflictDoNothing(),
    recount(db, { actor, teamId }),
    db
      .select({
        id: teamMember.id,
        teamId: teamMember.teamId,
        userId: teamMember.userId,
        createdAt: teamMember.createdAt,
      })
      .from(teamMember)
      .where(isThere),
  ]);
  return rows[0];
}

/** Takes somebody out of a team, which is the active one of none of their devices then. */
export async function removeFromTeam(
  db: Database,
  { actor, teamId, userId }: Change & { userId: string },
): Promise<boolean> {
  const isHere = and(sql`exists (select 1 from ${team} where ${here({ actor, teamId })})`, unchanged(actor));
  const [, removed] = await db.batch([
    db
      .update(session)
      .set({ activeTeamId: null })
      .where(and(eq(session.userId, userId), eq(session.activeTeamId, teamId), isHere)),
    db
      .delete(teamMember)
      .where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId), isHere))
      .returning({ id: teamMember.id }),
    recount(db, { actor, teamId }),
  ]);
  return removed.length > 0;
}

/** Somebody's account goes: each team of theirs has one member less. */
export async function countWithout(db: Database, userId: string): Promise<void> {
  const theirs = db.select({ id: teamMember.teamId }).from(teamMember).where(eq(teamMember.userId, userId));
  await db
    .update(team)
    .set({ memberCount: sql`max(0, ${team.memberCount} - 1)` })
    .where(inArray(team.id, theirs));
}

/** Counted anew each time, so that a wrong number does not stay. */
function recount(db: Database, change: Change) {
  const count = sql<number>`(select count(*) from ${teamMember} where ${teamMember.teamId} = ${change.teamId})`;
  return db.update(team).set({ memberCount: count }).where(here(change));
}

function here({ actor, teamId }: Change): SQL | undefined {
  return and(eq(team.id, teamId), eq(team.organizationId, actor.organizationId));
}

/** SQLite folds the case of ASCII alone, so names are compared before; this is true while those are all there are. */
function areStill(organizationId: string, names: Names): SQL {
  const lines = names.map(({ id, name }) => `${id}:${name}`).join("\n");
  return sql`(
    select coalesce(group_concat(line, char(10)), '') from (
      select named.id || ':' || named.name as line from ${team} as named
      where named.organization_id = ${organizationId} order by named.id
    )
  ) = ${lines}`;
}

/** The key under which better-auth looks for somebody in a team. */
async function membershipKey(teamId: string, userId: string): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([teamId, userId]));
  return Buffer.from(await crypto.subtle.digest("SHA-256", text)).toString("base64url");
}
