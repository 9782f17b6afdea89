import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { cancelInvitations } from "./inviter-changes.server";
import { keepingAnOwner } from "./last-owner.server";
import { hasRoom } from "./member-listings.server";
import type { Member } from "./members.server";
import { invitation, joinRequest, member, organization, session } from "./schema";

/**
 * Gives a member another role, and answers with the row; nothing when one of the two has changed since. Invitations of
 * theirs with roles beyond `rolesLeft` are cancelled.
 */
export async function changeRole(
  db: Database,
  { actor, target, role, rolesLeft }: { actor: Member; target: Member; role: string; rolesLeft: string[] },
): Promise<{ member: Member; cancelled: number } | undefined> {
  const asFound = unchanged(actor, target);
  const [invitations, changed] = await keepingAnOwner(
    db.batch([
      cancelInvitations(db, { inviter: target, asFound, rolesLeft }),
      db
        .update(member)
        .set({ role })
        .where(and(eq(member.id, target.id), asFound))
        .returning(),
    ]),
  );
  return changed[0] && { member: changed[0], cancelled: invitations.length };
}

interface HandOver {
  actor: Member;
  target: Member;
  ownRole: string;
  /** What one may still invite with as `ownRole`; other invitations that one sent are cancelled. */
  rolesLeft: string[];
}

/** Makes another member owner, and then gives oneself `ownRole`: in between there are two owners, never none. */
export async function handOver(
  db: Database,
  { actor, target, ownRole, rolesLeft }: HandOver,
): Promise<{ cancelled: number } | undefined> {
  const asFound = unchanged(actor, target);
  const [invitations, made] = await keepingAnOwner(
    db.batch([
      cancelInvitations(db, { inviter: actor, asFound, rolesLeft }),
      db
        .update(member)
        .set({ role: "owner" })
        .where(and(eq(member.id, target.id), asFound))
        .returning({ id: member.id }),
      db
        .update(member)
        .set({ role: ownRole })
        .where(and(eq(member.id, actor.id), unchanged(actor, { ...target, role: "owner" }))),
    ]),
  );
  return made.length > 0 ? { cancelled: invitations.length } : undefined;
}

interface NewMember {
  actor: Member;
  person: { id: string; email: string };
  role: string;
  /** How many members the organization may have. */
  max: number;
}

/** Makes somebody a member, unless they are one, it is full, or who asks has changed; what waited for them is over. */
export async function addMember(
  db: Database,
  { actor, person, role, max }: NewMember,
): Promise<Member | undefined> {
  const { organizationId } = actor;
  const isMember = sql`exists (select 1 from ${member} where ${member.organizationId} = ${organizationId} and ${member.userId} = ${person.id})`;
  const [added] = await db.batch([
    db
      .insert(member)
      .select(
        db
          .select({
            id: sql<string>`${crypto.randomUUID()}`.as("id"),
            organizationId: organization.id,
            userId: sql<string>`${person.id}`.as("user_id"),
            role: sql<string>`${role}`.as("role"),
            createdAt: sql<number>`${Date.now()}`.as("created_at"),
          })
          .from(organization)
          .where(and(eq(organization.id, organizationId), hasRoom(organizationId, max), unchanged(actor))),
      )
      .onConflictDoNothing()
      .returning(),
    db
      .update(invitation)
      .set({ status: "canceled" })
      .where(
        and(
          eq(invitation.organizationId, organizationId),
          eq(invitation.email, person.email),
          eq(invitation.status, "pending"),
          isMember,
        ),
      ),
    db
      .delete(joinRequest)
      .where(
        and(eq(joinRequest.organizationId, organizationId), eq(joinRequest.userId, person.id), isMember),
      ),
  ]);
  return added[0];
}

/** Deletes an organization with everything that hangs on it. False when it is gone, or no longer `allowed`. */
export async function deleteOrganization(
  db: Database,
  organizationId: string,
  allowed: SQL | undefined,
): Promise<boolean> {
  const people = db
    .select({ id: member.userId })
    .from(member)
    .where(eq(member.organizationId, organizationId));
  const [, deleted] = await db.batch([
    db
      .update(session)
      .set({ activeOrganizationId: null, activeTeamId: null })
      .where(and(inArray(session.userId, people), eq(session.activeOrganizationId, organizationId), allowed)),
    // Rows of other tables go by their foreign keys.
    db
      .delete(organization)
      .where(and(eq(organization.id, organizationId), allowed))
      .returning({ id: organization.id }),
  ]);
  return deleted.length > 0;
}

/** True while these members have the roles that they were read with: what was allowed then is allowed now. */
export function unchanged(...members: Member[]): SQL | undefined {
  return and(
    ...members.map(
      ({ id, role }) =>
        sql`exists (select 1 from ${member} where ${member.id} = ${id} and ${member.role} = ${role})`,
    ),
  );
}
