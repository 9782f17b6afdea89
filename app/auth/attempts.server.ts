import { inArray, lt, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { attempt } from "../db/schema";
import { inBackground } from "../request-scope.server";

/** At most `max` attempts under `key` in a window that starts with the first and lasts `windowSeconds`. */
export interface AttemptLimit {
  key: string;
  max: number;
  windowSeconds: number;
}

/**
 * Counts one attempt under every limit, each in a single atomic statement, all in one round trip. Answers the seconds
 * to wait, 0 when the attempt may go on. Attempts over the limit do not lengthen the wait.
 */
export async function countAttempt(db: Database, limits: AttemptLimit[], now = Date.now()): Promise<number> {
  const [first, ...rest] = limits.map((limit) => countStatement(db, limit, now));
  if (!first) return 0;
  const rows = (await db.batch([first, ...rest])).map(([row]) => row);
  if (now % pruneEvery === 0) inBackground(pruneAttempts(db, now));
  const waits = limits.map(({ max }, index) => {
    const row = rows[index];
    return row && row.count > max ? row.expiresAt.getTime() - now : 0;
  });
  return Math.ceil(Math.max(...waits) / 1000);
}

/** Counts one attempt under each of many keys, all in one statement. Answers the keys that are over the limit. */
export async function countEach(
  db: Database,
  keys: string[],
  { max, windowSeconds }: Omit<AttemptLimit, "key">,
  now = Date.now(),
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const expiresAt = new Date(now + windowSeconds * 1000);
  const listed = db
    .select({
      key: sql<string>`entry.value`.as("key"),
      count: sql<number>`1`.as("count"),
      expiresAt: sql<number>`${expiresAt.getTime()}`.as("expires_at"),
    })
    .from(sql`json_each(${JSON.stringify(keys)}) as entry`)
    .where(sql`true`);
  const rows = await db
    .insert(attempt)
    .select(listed)
    .onConflictDoUpdate(countedAgain(expiresAt, now))
    .returning({ key: attempt.key, count: attempt.count });
  return new Set(rows.filter(({ count }) => count > max).map(({ key }) => key));
}

/** Forgets the attempts under these keys: after a success, or when the owner proved themselves in another way. */
export async function forgetAttempts(db: Database, keys: string[]): Promise<void> {
  if (keys.length > 0) await db.delete(attempt).where(inArray(attempt.key, keys));
}

const pruneEvery = 64;
const pruneBatch = 200;

/** Removes a batch of counters whose window is over; runs on the heels of other attempts, for Pages has no cron. */
async function pruneAttempts(db: Database, now = Date.now()): Promise<void> {
  const over = db
    .select({ key: attempt.key })
    .from(attempt)
    .where(lt(attempt.expiresAt, new Date(now)))
    .limit(pruneBatch);
  await db.delete(attempt).where(inArray(attempt.key, over));
}

function countStatement(db: Database, { key, windowSeconds }: AttemptLimit, now: number) {
  const expiresAt = new Date(now + windowSeconds * 1000);
  return db
    .insert(attempt)
    .values({ key, count: 1, expiresAt })
    .onConflictDoUpdate(countedAgain(expiresAt, now))
    .returning({ count: attempt.count, expiresAt: attempt.expiresAt });
}

/** Counts on, or begins anew where the window is over. */
function countedAgain(expiresAt: Date, now: number) {
  const isOver = sql`${attempt.expiresAt} <= ${now}`;
  return {
    target: attempt.key,
    set: {
      count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
      expiresAt: sql`case when ${isOver} then ${expiresAt.getTime()} else ${attempt.expiresAt} end`,
    },
  };
}
