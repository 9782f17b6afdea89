import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { asUser, columns, type ListedUser, type UserRow } from "./listed-user.server";
import { type Condition, conditionsOf, endOf, type UserFilter } from "./user-filter.server";
import { orderOf, type Place, type UserSort } from "./user-sorts.server";

interface Asked {
  filter: UserFilter;
  sort: UserSort;
  /** Where the page begins. */
  after?: Place;
  /** How many there are on a page. */
  limit: number;
  /** How many people are looked at for a page, where no index knows who is on it. */
  lookAt: number;
}

interface UserPage {
  users: ListedUser[];
  /** Where the next page begins, if there is one. */
  next?: Place;
  /** True when the page ends because so many were looked at. */
  isCut: boolean;
}

/** People of whom something is true are put in order by hand if there are so many of them at most. */
const few = 1000;

/**
 * A page of people. It costs the same however many there are: an index leads to it, or to few people, who are then put
 * in order; or else people are looked at in order, so many at most, and the next page goes on looking.
 */
export async function listUsers(db: Database, { after, ...of }: Asked): Promise<UserPage> {
  const asked = { ...of, after: of.sort === "created" ? notPast(endOf(of.filter), after) : after };
  const conditions = conditionsOf(asked.filter);
  const led = asked.sort === "created" ? ledByIndex(conditions) : [];
  const others = conditions.filter((condition) => !led.includes(condition));
  const ids = others.length > 0 ? await idsOfFew(db, conditions) : undefined;
  const walk = walkThrough(asked, led);
  const rows = await db.all<UserRow>(ids ? sortedStatement(asked, conditions, ids) : walk.statement(others));
  const page = rows.slice(0, asked.limit);
  const users = page.map(asUser);
  if (rows.length > asked.limit) return { users, next: placeOf(page.at(-1)), isCut: false };
  if (ids || others.length === 0) return { users, isCut: false };
  const stopped = placeOf((await db.all<Pick<UserRow, "id" | "key">>(walk.lastLookedAt))[0]);
  return { users, next: stopped, isCut: Boolean(stopped) };
}

/** Some of these people, for a file. */
export async function usersWithIds(db: Database, ids: string[]): Promise<ListedUser[]> {
  const asked = { filter: {}, sort: "created", limit: ids.length, lookAt: 0 } as const;
  return (await db.all<UserRow>(sortedStatement(asked, [], JSON.stringify(ids)))).map(asUser);
}

function placeOf(row: Pick<UserRow, "id" | "key"> | undefined): Place | undefined {
  return row && [row.key, row.id];
}

/** Where a list of times begins, whose newest is before `end`: SQLite seeks to one of two such bounds, and may take the wrong one. */
function notPast(end: number, after: Place | undefined): Place {
  return after && Number(after[0]) < end ? after : [end, ""];
}

/** What one index answers, in the order of when accounts were made: one value, and the time itself. */
function ledByIndex(conditions: Condition[]): Condition[] {
  const value = conditions.find(({ inOrderBy }) => inOrderBy === "value");
  return conditions.filter((condition) => condition === value || condition.inOrderBy === "time");
}

/** The ids of all of whom one of the conditions is true, as JSON, if they are few. */
async function idsOfFew(db: Database, conditions: Condition[]): Promise<string | undefined> {
  const queries = conditions.map(({ ids = [] }) => ids.map((query) => upToFew(db, query)));
  const [first, ...rest] = queries.flat();
  if (!first) return undefined;
  const answers = (await db.batch([first, ...rest])).flat();
  const sets = queries.flatMap(({ length }) => {
    const parts = answers.splice(0, length);
    const isFew = length > 0 && parts.every(({ found }) => found <= few);
    return isFew ? [[...new Set(parts.flatMap(({ ids }): string[] => JSON.parse(ids)))]] : [];
  });
  const [smallest] = sets.sort((a, b) => a.length - b.length);
  return smallest && JSON.stringify(smallest);
}

/** So many ids that one can tell whether they are few. */
function upToFew(db: Database, query: SQL) {
  return db
    .select({ found: sql<number>`count(*)`, ids: sql<string>`json_group_array(id)` })
    .from(sql`(${query} limit ${few + 1})`);
}

function sortedStatement({ sort, after, limit }: Asked, conditions: Condition[], ids: string): SQL {
  const { key, isAfter, by } = orderOf(sort, after).amongFound;
  return sql`
    select ${columns}, ${key} as key from json_each(${ids}) as chosen cross join user on "user"."id" = chosen.value
    where ${all([isAfter, ...conditions.map(({ is }) => is)])} order by ${by} limit ${limit + 1}`;
}

/** People in the order of an index, from a place on: those who are looked at, and who of them is shown. */
function walkThrough({ sort, after, limit, lookAt }: Asked, led: Condition[]) {
  const { source, inIndex, amongFound } = orderOf(sort, after);
  const { key, id, isAfter, by } = inIndex;
  const looked = (what: SQL) => sql`
    select ${what} from ${source} where ${all([isAfter, ...led.map(({ is }) => is)])} order by ${by}`;
  return {
    statement: (others: Condition[]) => sql`
      select ${columns}, ${amongFound.key} as key
      from (${looked(sql.raw(`"user".*`))} limit ${others.length > 0 ? lookAt : limit + 1}) as user
      where ${all(others.map(({ is }) => is))} limit ${limit + 1}`,
    lastLookedAt: sql`${looked(sql`${key} as key, ${id} as id`)} limit 1 offset ${lookAt - 1}`,
  };
}

function all(conditions: SQL[]): SQL {
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}
