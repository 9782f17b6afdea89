import { and, asc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { memberListing, organizationSize } from "./schema/member-listing";

/** A list of members: all of an organization, or those with a role, or those with a word that begins so. */
export interface MemberList {
  organizationId: string;
  role?: string;
  /** The beginning of a word in the name or address, and what follows it. */
  search?: string;
}

/** A place in such a list. */
export interface MemberPlace {
  /** What somebody was found by; nothing where nobody was looked for. */
  text: string;
  at: number;
  id: string;
}

/** The longest text that somebody is found by. */
export const longestSearch = 100;

/** The rows of one list after a place, each member once: by what was found, and then by when they joined. */
export function listed(list: MemberList, after?: MemberPlace): SQL | undefined {
  const { organizationId, role = "", search } = list;
  return and(
    eq(memberListing.organizationId, organizationId),
    eq(memberListing.role, role),
    search ? and(beginsWith(search, after), isFirstFound(search)) : isAfter(after),
  );
}

export const listOrder = [asc(memberListing.text), asc(memberListing.joinedAt), asc(memberListing.memberId)];

/** Places are compared as one value, so that the key leads there. */
function isAfter(after: MemberPlace | undefined): SQL | undefined {
  const { joinedAt, memberId, text } = memberListing;
  return and(eq(text, ""), after && sql`(${joinedAt}, ${memberId}) > (${after.at}, ${after.id})`);
}

/** Not LIKE: D1 refuses patterns over 50 bytes, and an index serves none with letters of either case. */
function beginsWith(search: string, after: MemberPlace | undefined): SQL | undefined {
  const { joinedAt, memberId, text } = memberListing;
  const from = sql`lower(${search})`;
  const begins = after
    ? sql`(${text}, ${joinedAt}, ${memberId}) > (max(${from}, ${after.text}), ${after.at}, ${after.id})`
    : gte(text, from);
  return and(begins, lt(text, sql`${from} || char(1114111)`));
}

/** False of somebody's second word that begins so. */
function isFirstFound(search: string): SQL {
  return sql`not exists (
    select 1 from ${memberListing} as earlier
    where earlier.member_id = ${memberListing.memberId} and earlier.role = ${memberListing.role}
      and earlier.text >= lower(${search}) and earlier.text < ${memberListing.text}
  )`;
}

/** True while the organization has fewer than `max` members. */
export function hasRoom(organizationId: string, max: number): SQL {
  return sql`coalesce((select ${organizationSize.members} from ${organizationSize} where ${organizationSize.organizationId} = ${organizationId}), 0) < ${max}`;
}

/** How many members an organization has, without counting them. */
export function sizeOf(db: Database, organizationId: string) {
  return db
    .select({ members: organizationSize.members })
    .from(organizationSize)
    .where(eq(organizationSize.organizationId, organizationId));
}
