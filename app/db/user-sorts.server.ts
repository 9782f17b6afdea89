import { type SQL, sql } from "drizzle-orm";

/** What lists of people can be ordered by. */
export type UserSort = "created" | "name" | "email" | "used";

/** A place in a list: what it is ordered by, and the id, of the last person before it. */
export type Place = [key: string | number, id: string];

interface Order {
  /** What is read in this order by an index, as `from user` with more beside it. */
  source: SQL;
  /** What it is ordered by there, and for people who were found in another way. */
  key: SQL;
  keyOfFound: SQL;
  isNewestFirst: boolean;
}

/** When somebody used their account last. */
export const lastUsed = sql.raw(`(select at from last_seen where user_id = "user"."id")`);

const created = sql.raw(`"user"."created_at"`);
const name = sql.raw(`lower("user"."name")`);
const email = sql.raw(`"user"."email"`);
const fromUser = sql.raw("user");

const orders: Record<UserSort, Order> = {
  created: { source: fromUser, key: created, keyOfFound: created, isNewestFirst: true },
  name: { source: fromUser, key: name, keyOfFound: name, isNewestFirst: false },
  email: { source: fromUser, key: email, keyOfFound: email, isNewestFirst: false },
  used: {
    source: sql.raw(`last_seen cross join user on "user"."id" = last_seen.user_id`),
    key: sql.raw("last_seen.at"),
    keyOfFound: lastUsed,
    isNewestFirst: true,
  },
};

/** How a list is read in one order from one place on: in an index, or among people who were found already. */
export function orderOf(sort: UserSort, after: Place | undefined) {
  const { source, key, keyOfFound, isNewestFirst } = orders[sort];
  const id = sql.raw(sort === "used" ? "last_seen.user_id" : `"user"."id"`);
  const foundId = sql.raw(`"user"."id"`);
  const [direction, than] = isNewestFirst ? [sql.raw("desc"), sql.raw("<")] : [sql.raw("asc"), sql.raw(">")];
  const [fromKey, fromId] = after ?? (isNewestFirst ? [Number.MAX_SAFE_INTEGER, ""] : ["", ""]);
  const read = (by: SQL, then: SQL) => ({
    key: by,
    id: then,
    // The key twice: SQLite seeks by columns inside such a pair, but not by expressions.
    isAfter: sql`${by} ${than}= ${fromKey} and (${by}, ${then}) ${than} (${fromKey}, ${fromId})`,
    by: sql`${by} ${direction}, ${then} ${direction}`,
  });
  return { source, inIndex: read(key, id), amongFound: read(keyOfFound, foundId) };
}
