import { and, asc, desc, eq, getTableColumns, gt, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import { type Cursor, olderThan, pageOf } from "./cursor.server";
import type { Database } from "./db.server";
import { failedMessage } from "./schema";

/** A message that was not sent, as it is kept. */
export type FailedMessage = typeof failedMessage.$inferSelect;

const perPage = 25;

/** A page of what was not sent, newest first, without what it says. */
export async function listFailedMessages(db: Database, before?: Cursor) {
  const { sealed: _, claimedUntil: __, ...columns } = getTableColumns(failedMessage);
  const rows = await db
    .select(columns)
    .from(failedMessage)
    .where(olderThan({ at: failedMessage.at, id: failedMessage.id }, before))
    .orderBy(desc(failedMessage.at), desc(failedMessage.id))
    .limit(perPage + 1);
  return pageOf(rows, perPage, ({ at }) => at);
}

/** How long a claim holds: longer than a try takes. Of an isolate that dies meanwhile, another one takes over. */
const claimMs = 60_000;

/** Takes up to `atMost` messages that are due, in one statement: whoever asks at the same time gets others. */
export function claimDueMessages(db: Database, atMost: number, now: Date): Promise<FailedMessage[]> {
  const due = db
    .select({ id: failedMessage.id })
    .from(failedMessage)
    .where(and(lte(failedMessage.dueAt, now), isUnclaimed(now)))
    .orderBy(asc(failedMessage.dueAt))
    .limit(atMost);
  return claim(db, inArray(failedMessage.id, due), now);
}

/** Takes one, due or not; nothing while it is being sent already, or when it is gone. */
export async function claimMessage(db: Database, id: string, now: Date): Promise<FailedMessage | undefined> {
  return (await claim(db, and(eq(failedMessage.id, id), isUnclaimed(now)), now))[0];
}

async function claim(db: Database, which: SQL | undefined, now: Date): Promise<FailedMessage[]> {
  const claimedUntil = new Date(now.getTime() + claimMs);
  return await db.update(failedMessage).set({ claimedUntil }).where(which).returning();
}

function isUnclaimed(now: Date) {
  return or(isNull(failedMessage.claimedUntil), lte(failedMessage.claimedUntil, now));
}

/** Takes a message off the list that was sent. */
export async function messageSent(db: Database, { id }: FailedMessage): Promise<void> {
  await db.delete(failedMessage).where(eq(failedMessage.id, id));
}

/** Notes that a claimed message was not taken again, for as long as nobody has taken it over. */
export async function messageFailedAgain(
  db: Database,
  { id, claimedUntil }: FailedMessage,
  outcome: Pick<FailedMessage, "error" | "tries" | "triedAt" | "dueAt">,
): Promise<void> {
  await db
    .update(failedMessage)
    .set({ ...outcome, claimedUntil: null })
    .where(and(eq(failedMessage.id, id), eq(failedMessage.claimedUntil, claimedUntil ?? new Date(0))));
}

/** Makes everything due that still works; what is out of date stays where it is. */
export async function makeAllDue(db: Database, now = new Date()): Promise<void> {
  await db
    .update(failedMessage)
    .set({ dueAt: now })
    .where(or(isNull(failedMessage.worksUntil), gt(failedMessage.worksUntil, now)));
}

/** Removes one for good; answers what it was. */
export async function removeFailedMessage(db: Database, id: string) {
  const [removed] = await db
    .delete(failedMessage)
    .where(eq(failedMessage.id, id))
    .returning({ to: failedMessage.to, subject: failedMessage.subject });
  return removed;
}
