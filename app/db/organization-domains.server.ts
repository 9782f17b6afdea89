import { and, asc, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { requestsWithoutGround } from "./join-requests.server";
import { organization, organizationDomain } from "./schema";

/** How many domains an organization may have, verified or not. */
export const domainsPerOrganization = 20;

/** How people who prove an address of a domain come in. */
export type Joining = (typeof organizationDomain.joining.enumValues)[number];

interface OneDomain {
  organizationId: string;
  domainId: string;
}

/** The domains of one organization, by name. */
export function domainsOf(db: Database, organizationId: string) {
  return db
    .select()
    .from(organizationDomain)
    .where(eq(organizationDomain.organizationId, organizationId))
    .orderBy(asc(organizationDomain.domain))
    .limit(domainsPerOrganization);
}

/** One domain of an organization. */
export async function domainById(db: Database, organizationId: string, domainId: string) {
  const [found] = await db.select().from(organizationDomain).where(isOne({ organizationId, domainId }));
  return found;
}

interface NewDomain {
  organizationId: string;
  domain: string;
  challenge: string;
}

/** Puts a domain on the list of an organization; others may have it on theirs, until one of them proves it. */
export async function addDomain(db: Database, { organizationId, domain, challenge }: NewDomain) {
  const taken = db
    .select({ count: count() })
    .from(organizationDomain)
    .where(eq(organizationDomain.organizationId, organizationId));
  const [added, existing] = await db.batch([
    db
      .insert(organizationDomain)
      .select(
        db
          .select({
            id: sql<string>`${crypto.randomUUID()}`.as("id"),
            organizationId: organization.id,
            domain: sql<string>`${domain}`.as("domain"),
            challenge: sql<string>`${challenge}`.as("challenge"),
            verifiedAt: sql<null>`null`.as("verified_at"),
            joining: sql<Joining>`'invitation'`.as("joining"),
            createdAt: sql<number>`${Date.now()}`.as("created_at"),
          })
          .from(organization)
          .where(and(eq(organization.id, organizationId), sql`${taken} < ${domainsPerOrganization}`)),
      )
      .onConflictDoNothing()
      .returning({ id: organizationDomain.id }),
    db
      .select({ id: organizationDomain.id })
      .from(organizationDomain)
      .where(
        and(eq(organizationDomain.organizationId, organizationId), eq(organizationDomain.domain, domain)),
      ),
  ]);
  if (added.length > 0) return "added";
  return existing.length > 0 ? "there-already" : "limit-reached";
}

/**
 * Takes a domain as the organization's. It belongs to one at a time: the table's index has the last word. Somebody else
 * may have verified it a moment ago.
 */
export async function markVerified(
  db: Database,
  one: OneDomain,
): Promise<"verified" | "verified-already" | "taken" | "gone"> {
  try {
    const [marked, found] = await db.batch([
      db
        .update(organizationDomain)
        .set({ verifiedAt: new Date() })
        .where(and(isOne(one), isNull(organizationDomain.verifiedAt)))
        .returning({ id: organizationDomain.id }),
      db.select({ id: organizationDomain.id }).from(organizationDomain).where(isOne(one)),
    ]);
    if (marked.length > 0) return "verified";
    return found.length > 0 ? "verified-already" : "gone";
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause)
      if (/UNIQUE constraint failed: organization_domain\.domain/.test(cause.message)) return "taken";
    throw error;
  }
}

/** Says how people of a verified domain come in. Requests that no domain stands for any more are over. */
export async function setJoining(db: Database, { joining, ...one }: OneDomain & { joining: Joining }) {
  const [changed] = await db.batch([
    db
      .update(organizationDomain)
      .set({ joining })
      .where(and(isOne(one), isNotNull(organizationDomain.verifiedAt)))
      .returning({ domain: organizationDomain.domain }),
    requestsWithoutGround(db, one.organizationId),
  ]);
  return changed[0]?.domain;
}

/** Takes a domain off the list. Whoever came in by it stays; requests that came by it are over. */
export async function removeDomain(db: Database, one: OneDomain): Promise<string | undefined> {
  const [removed] = await db.batch([
    db.delete(organizationDomain).where(isOne(one)).returning({ domain: organizationDomain.domain }),
    requestsWithoutGround(db, one.organizationId),
  ]);
  return removed[0]?.domain;
}

function isOne({ organizationId, domainId }: OneDomain) {
  return and(eq(organizationDomain.id, domainId), eq(organizationDomain.organizationId, organizationId));
}
