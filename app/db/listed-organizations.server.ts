import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { type Cursor, olderThan, pageOf } from "./cursor.server";
import type { Database } from "./db.server";
import { organization } from "./schema";

const perPage = 25;
/** Beyond this, a count says "100+": it is never read further. */
export const countedMembers = 100;
/** How many organizations are looked at for a short name that begins so. */
const lookedAt = 200;

const columns = {
  id: organization.id,
  name: organization.name,
  slug: organization.slug,
  logo: organization.logo,
  createdAt: organization.createdAt,
  members: sql<number>`(select count(*) from (
    select 1 from member where member.organization_id = "organization"."id" limit ${countedMembers + 1}
  ))`.as("members"),
};

/** An organization in the list of an admin. `members` is counted no further than one beyond `countedMembers`. */
export type ListedOrganization = Awaited<ReturnType<typeof newestOrganizations>>["rows"][number];

/** A page of all organizations, newest first, and as text where the next one begins. */
export async function newestOrganizations(db: Database, before?: Cursor) {
  const rows = await db
    .select(columns)
    .from(organization)
    .where(olderThan({ at: organization.createdAt, id: organization.id }, before))
    .orderBy(desc(organization.createdAt), desc(organization.id))
    .limit(perPage + 1);
  return pageOf(rows, perPage, ({ createdAt }) => createdAt);
}

/** A place in a list by name: after this id's row. */
export interface NamePlace {
  name: string;
  id: string;
}

/**
 * Organizations whose name begins with `typed`, by name, and from where the next page goes on; on the first page before
 * them the one with this id, and those whose short name alone begins so.
 */
export async function findOrganizations(db: Database, typed: string, after?: NamePlace) {
  const begins = asKept(typed);
  const byName = db
    .select({ ...columns, key: sql<string>`${lowerName}`.as("key") })
    .from(organization)
    .where(
      and(
        beginsWith(lowerName, begins),
        after && sql`(${lowerName}, ${organization.id}) > (${after.name}, ${after.id})`,
      ),
    )
    .orderBy(asc(lowerName), asc(organization.id))
    .limit(perPage + 1);
  const first = after ? undefined : firstFound(db, typed, begins);
  const [found, ids, slugs] = first
    ? await db.batch([byName, first.byId, first.bySlug])
    : [await byName, [], []];
  const shown = found.slice(0, perPage);
  const last = found.length > perPage ? shown.at(-1) : undefined;
  const rows = [...ids, ...slugs, ...shown].map(({ key: _, ...row }) => row);
  return {
    rows: [...new Map(rows.map((row) => [row.id, row])).values()],
    next: last && { name: last.key, id: last.id },
  };
}

function firstFound(db: Database, typed: string, begins: string) {
  const key = sql<string>`${lowerName}`.as("key");
  const slugs = db
    .select({ id: organization.id })
    .from(organization)
    .where(beginsWith(sql`${organization.slug}`, begins))
    .orderBy(asc(organization.slug))
    .limit(lookedAt);
  return {
    byId: db
      .select({ ...columns, key })
      .from(organization)
      .where(eq(organization.id, typed)),
    bySlug: db
      .select({ ...columns, key })
      .from(organization)
      .where(and(sql`${organization.id} in ${slugs}`, sql`not (${beginsWith(lowerName, begins)})`))
      .orderBy(asc(organization.slug))
      .limit(perPage),
  };
}

const lowerName = sql.raw(`lower("organization"."name")`);

/** SQLite makes small letters of A to Z alone. */
function asKept(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** From what it begins with to before the last of all characters: a range of an index, and no pattern. */
function beginsWith(value: SQL, begins: string): SQL {
  return sql`(${value} >= ${begins} and ${value} < ${`${begins}\u{10FFFF}`})`;
}
