import { and, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { session, user } from "../db/schema";

const keptMs = 30 * 24 * 60 * 60 * 1000;
const pruneBatch = 20;

/**
 * Removes a batch of guests who cannot come back: they began a month ago or longer, and no session of theirs is left.
 * Runs on the heels of new guests, for Pages has no cron. A literal, as in the index that it reads.
 */
export async function pruneGuests(db: Database, now = new Date()): Promise<void> {
  const isLeft = db.select({ id: session.id }).from(session).where(eq(session.userId, user.id));
  const over = db
    .select({ id: user.id })
    .from(user)
    .where(
      and(
        sql`${user.isAnonymous} = 1`,
        lt(user.createdAt, new Date(now.getTime() - keptMs)),
        notExists(isLeft),
      ),
    )
    .limit(pruneBatch);
  await db.delete(user).where(inArray(user.id, over));
}
