import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { type Cursor, olderThan, pageOf } from "./cursor.server";
import type { Database } from "./db.server";
import {
  hasProvenAddress,
  isOpenTo,
  isOutside,
  newMember,
  type PersonAndOrganization,
  settled,
  standingOf,
} from "./joining.server";
import { hasRoom, listed } from "./member-listings.server";
import { joinRequest, member, organizationDomain, user } from "./schema";
import { memberListing } from "./schema/member-listing";

/** How many requests of one organization may wait for an answer. */
const requestsPerOrganization = 500;

/** True of a domain of the request's organization that this person, who is outside, may ask by. */
const isGround = and(
  eq(organizationDomain.organizationId, joinRequest.organizationId),
  isOpenTo(["request"]),
  isOutside,
);

/** Ends requests that nothing stands for any more: the domain, the way in, the address or the account has changed. */
export function requestsWithoutGround(db: Database, organizationId: string) {
  const ground = db
    .select({ one: sql`1` })
    .from(user)
    .innerJoin(organizationDomain, isGround)
    .where(and(eq(user.id, joinRequest.userId), hasProvenAddress));
  return db
    .delete(joinRequest)
    .where(and(eq(joinRequest.organizationId, organizationId), sql`not exists ${ground}`));
}

/** Asks to join, for somebody who may. One round trip; `undefined` where the organization is none of theirs. */
export async function askToJoin(db: Database, who: PersonAndOrganization) {
  const { userId, organizationId } = who;
  const waiting = sql`(select count(*) from ${joinRequest} where ${joinRequest.organizationId} = ${organizationId})`;
  const [, asked, there, found] = await db.batch([
    requestsWithoutGround(db, organizationId),
    db
      .insert(joinRequest)
      .select(
        db
          .select({
            id: sql<string>`${crypto.randomUUID()}`.as("id"),
            organizationId: organizationDomain.organizationId,
            userId: sql<string>`${user.id}`.as("user_id"),
            createdAt: sql<number>`${Date.now()}`.as("created_at"),
          })
          .from(user)
          .innerJoin(organizationDomain, isOpenTo(["request"]))
          .where(
            and(
              eq(user.id, userId),
              eq(organizationDomain.organizationId, organizationId),
              hasProvenAddress,
              isOutside,
              sql`${waiting} < ${requestsPerOrganization}`,
            ),
          ),
      )
      .onConflictDoNothing()
      .returning({ id: joinRequest.id }),
    db.select({ id: joinRequest.id }).from(joinRequest).where(isFrom(who)),
    standingOf(db, who),
  ]);
  const [standing] = found;
  if (!standing) return undefined;
  if (asked.length > 0) return { outcome: "asked", ...standing } as const;
  if (standing.memberId) return { outcome: "member", ...standing } as const;
  if (standing.joining !== "request") return { outcome: "not-open", ...standing } as const;
  return { outcome: there.length > 0 ? "asked-already" : "too-many", ...standing } as const;
}

/** Takes back a request of one's own. */
export async function withdrawRequest(db: Database, who: PersonAndOrganization): Promise<void> {
  await db.delete(joinRequest).where(isFrom(who));
}

function isFrom({ userId, organizationId }: PersonAndOrganization) {
  return and(eq(joinRequest.organizationId, organizationId), eq(joinRequest.userId, userId));
}

const perPage = 25;

/** A page of the people who wait for an answer, who asked last on top. */
export async function requestsPage(db: Database, organizationId: string, before?: Cursor) {
  const rows = await waitingIn(db, organizationId, olderThan(placeOf, before))
    .orderBy(desc(joinRequest.createdAt), desc(joinRequest.id))
    .limit(perPage + 1);
  return pageOf(rows, perPage, ({ askedAt }) => askedAt);
}

const placeOf = { at: joinRequest.createdAt, id: joinRequest.id };

/** Requests that stand, of people who may still come in. */
function waitingIn(db: Database, organizationId: string, which?: SQL) {
  return db
    .select({ id: joinRequest.id, name: user.name, email: user.email, askedAt: joinRequest.createdAt })
    .from(joinRequest)
    .innerJoin(user, eq(user.id, joinRequest.userId))
    .innerJoin(organizationDomain, isGround)
    .where(and(eq(joinRequest.organizationId, organizationId), which, hasProvenAddress));
}

interface OneRequest {
  organizationId: string;
  requestId: string;
}

/** Makes somebody who asked a member, where there is room. `person` is who it was, unless the request is over. */
export async function acceptRequest(db: Database, { max, ...one }: OneRequest & { max: number }) {
  const { organizationId, requestId } = one;
  const asker = sql`(select ${joinRequest.userId} from ${joinRequest} where ${isOne(one)})`;
  const [people, added] = await db.batch([
    waitingIn(db, organizationId, eq(joinRequest.id, requestId)),
    db
      .insert(member)
      .select(
        db
          .select(newMember())
          .from(joinRequest)
          .innerJoin(user, eq(user.id, joinRequest.userId))
          .innerJoin(organizationDomain, isGround)
          .where(and(isOne(one), hasProvenAddress, hasRoom(organizationId, max))),
      )
      .onConflictDoNothing()
      .returning({ id: member.id }),
    ...settled(db, organizationId, asker),
  ]);
  const [person] = people;
  if (!person) return { outcome: "gone" } as const;
  return { outcome: added.length > 0 ? "accepted" : "full", person } as const;
}

/** Says no. Answers who it was, unless the request is over. */
export async function declineRequest(db: Database, one: OneRequest) {
  const [people] = await db.batch([
    waitingIn(db, one.organizationId, eq(joinRequest.id, one.requestId)),
    db.delete(joinRequest).where(isOne(one)),
  ]);
  return people[0];
}

function isOne({ organizationId, requestId }: OneRequest) {
  return and(eq(joinRequest.id, requestId), eq(joinRequest.organizationId, organizationId));
}

const mostReaders = 10;

/** Owners and admins who can be written to: some of them, where there are many. */
export async function readersOfRequests(db: Database, organizationId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ email: user.email })
    .from(memberListing)
    .innerJoin(member, eq(member.id, memberListing.memberId))
    .innerJoin(user, eq(user.id, member.userId))
    .where(
      and(
        or(listed({ organizationId, role: "owner" }), listed({ organizationId, role: "admin" })),
        hasProvenAddress,
      ),
    )
    .limit(mostReaders);
  return rows.map(({ email }) => email);
}
