import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { hasRoom } from "./member-listings.server";
import type { Joining } from "./organization-domains.server";
import { invitation, joinRequest, member, organization, organizationDomain, user } from "./schema";

/** True of people who have proven their address and are not locked out. */
export const hasProvenAddress = and(
  eq(user.emailVerified, true),
  or(isNull(user.banned), eq(user.banned, false)),
);

/** True of a domain that is verified, is exactly the one of the person's address, and lets people in one of these ways. */
export function isOpenTo(ways: Joining[]) {
  return and(
    eq(organizationDomain.domain, sql`substr(${user.email}, instr(${user.email}, '@') + 1)`),
    isNotNull(organizationDomain.verifiedAt),
    inArray(organizationDomain.joining, ways),
  );
}

/** True of people who are no member of the organization of the domain. */
export const isOutside = sql`not exists (
  select 1 from ${member} where ${member.organizationId} = ${organizationDomain.organizationId} and ${member.userId} = ${user.id}
)`;

/** The organization that one person can join by the domain of their address; a domain is verified for one at a time. */
export function joinableBy(db: Database, userId: string) {
  return db
    .select({
      id: organization.id,
      name: organization.name,
      logo: organization.logo,
      domain: organizationDomain.domain,
      joining: organizationDomain.joining,
      askedAt: joinRequest.createdAt,
    })
    .from(user)
    .innerJoin(organizationDomain, isOpenTo(["request", "free"]))
    .innerJoin(organization, eq(organization.id, organizationDomain.organizationId))
    .leftJoin(
      joinRequest,
      and(eq(joinRequest.organizationId, organization.id), eq(joinRequest.userId, user.id)),
    )
    .where(and(eq(user.id, userId), hasProvenAddress, isOutside));
}

/** What an organization is for one person whose address is of its domain; no row for everybody else. */
export function standingOf(db: Database, { userId, organizationId }: PersonAndOrganization) {
  return db
    .select({
      name: organization.name,
      slug: organization.slug,
      domain: organizationDomain.domain,
      joining: organizationDomain.joining,
      memberId: sql<string | null>`${member.id}`.as("member_id"),
    })
    .from(user)
    .innerJoin(organizationDomain, isOpenTo(["request", "free", "invitation"]))
    .innerJoin(organization, eq(organization.id, organizationDomain.organizationId))
    .leftJoin(member, and(eq(member.organizationId, organization.id), eq(member.userId, user.id)))
    .where(and(eq(user.id, userId), eq(organization.id, organizationId), hasProvenAddress));
}

export interface PersonAndOrganization {
  userId: string;
  organizationId: string;
}

/** Lets somebody in who may come by themselves, where there is room for one more below `max`. One round trip. */
export async function joinFreely(db: Database, { max, ...who }: PersonAndOrganization & { max: number }) {
  const { userId, organizationId } = who;
  const [joined, , , found] = await db.batch([
    db
      .insert(member)
      .select(
        db
          .select(newMember())
          .from(user)
          .innerJoin(organizationDomain, isOpenTo(["free"]))
          .where(
            and(
              eq(user.id, userId),
              eq(organizationDomain.organizationId, organizationId),
              hasProvenAddress,
              hasRoom(organizationId, max),
            ),
          ),
      )
      .onConflictDoNothing()
      .returning({ id: member.id }),
    ...settled(db, organizationId, sql`${userId}`),
    standingOf(db, who),
  ]);
  const [standing] = found;
  if (!standing) return undefined;
  if (joined.length > 0) return { outcome: "joined", ...standing } as const;
  if (standing.memberId) return { outcome: "member", ...standing } as const;
  return { outcome: standing.joining === "free" ? "full" : "not-open", ...standing } as const;
}

/** A row of `member` for the person of a query over `user` and `organizationDomain`. */
export function newMember() {
  return {
    id: sql<string>`${crypto.randomUUID()}`.as("id"),
    organizationId: organizationDomain.organizationId,
    userId: sql<string>`${user.id}`.as("user_id"),
    role: sql<string>`'member'`.as("role"),
    createdAt: sql<number>`${Date.now()}`.as("created_at"),
  };
}

/** What waited for somebody who is a member now is over: invitations and the request. */
export function settled(db: Database, organizationId: string, userId: ReturnType<typeof sql>) {
  const isMember = sql`exists (select 1 from ${member} where ${member.organizationId} = ${organizationId} and ${member.userId} = ${userId})`;
  const address = sql`(select ${user.email} from ${user} where ${user.id} = ${userId})`;
  return [
    db
      .update(invitation)
      .set({ status: "canceled" })
      .where(
        and(
          eq(invitation.organizationId, organizationId),
          eq(invitation.email, address),
          eq(invitation.status, "pending"),
          isMember,
        ),
      ),
    db
      .delete(joinRequest)
      .where(and(eq(joinRequest.organizationId, organizationId), eq(joinRequest.userId, userId), isMember)),
  ] as const;
}
