import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import type { Member } from "./members.server";
import { invitation } from "./schema";

interface Change {
  inviter: Member;
  /** Says that the change still takes place. */
  asFound: SQL | undefined;
  /** The roles that the inviter may invite with from now on; none for somebody who is no member any more. */
  rolesLeft: string[];
}

/**
 * The statement for the batch of a change, before what changes the member: it cancels the open invitations that the
 * inviter could not send any more.
 */
export function cancelInvitations(db: Database, { inviter, asFound, rolesLeft }: Change) {
  return db
    .update(invitation)
    .set({ status: "canceled" })
    .where(
      and(
        eq(invitation.organizationId, inviter.organizationId),
        eq(invitation.inviterId, inviter.userId),
        eq(invitation.status, "pending"),
        exceeds(rolesLeft),
        asFound,
      ),
    )
    .returning({ id: invitation.id });
}

/** True of invitations with a role that is not among these; several stand in one text, with commas. */
function exceeds(rolesLeft: string[]): SQL {
  const asList = sql`'["' || replace(coalesce(${invitation.role}, 'member'), ',', '","') || '"]'`;
  const left = sql`select left.value from json_each(${JSON.stringify(rolesLeft)}) as left`;
  return sql`case when json_valid(${asList})
    then exists (select 1 from json_each(${asList}) as role where trim(role.value) not in (${left}))
    else 1 end`;
}
