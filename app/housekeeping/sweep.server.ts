import { lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "../db/db.server";
import {
  attempt,
  dailyCount,
  emailChange,
  failedMessage,
  knownDevice,
  outboxMessage,
  session,
  signUpInvitation,
  verification,
  webhookMessage,
} from "../db/schema";

const day = 24 * 60 * 60 * 1000;

interface Place {
  table: SQLiteTable;
  isOver: SQL;
}

/** What is over, by table, with how long it is kept after that. Each is found by an index. */
function overdue(now: Date) {
  const ago = (days: number) => new Date(now.getTime() - days * day);
  return {
    sessions: { table: session, isOver: lt(session.expiresAt, now) },
    verifications: { table: verification, isOver: lt(verification.expiresAt, ago(1)) },
    attempts: { table: attempt, isOver: lt(attempt.expiresAt, now) },
    emailChanges: { table: emailChange, isOver: lt(emailChange.expiresAt, now) },
    invitations: { table: signUpInvitation, isOver: lt(signUpInvitation.expiresAt, ago(30)) },
    // As long as browsers keep the cookie by which a device is known.
    knownDevices: { table: knownDevice, isOver: lt(knownDevice.lastSeenAt, ago(400)) },
    outboxMessages: { table: outboxMessage, isOver: lt(outboxMessage.at, ago(30)) },
    failedMessages: { table: failedMessage, isOver: lt(failedMessage.at, ago(7)) },
    webhookMessages: { table: webhookMessage, isOver: lt(webhookMessage.at, ago(30)) },
    dailyCounts: {
      table: dailyCount,
      isOver: lt(
        dailyCount.day,
        ago(2 * 365)
          .toISOString()
          .slice(0, 10),
      ),
    },
  } satisfies Record<string, Place>;
}

export type Swept = Record<keyof ReturnType<typeof overdue>, number>;

/** Removes what is over, at most `atMost` rows of each table, in one round trip. Answers how many went. */
export async function sweep(db: Database, atMost: number, now = new Date()): Promise<Swept> {
  const places = Object.entries<Place>(overdue(now));
  const removals = places.map(([, { table, isOver }]) =>
    db
      .delete(table)
      .where(sql`rowid in (select rowid from ${table} where ${isOver} limit ${atMost})`)
      .returning({ gone: sql<number>`1` }),
  );
  const [first, ...rest] = removals;
  if (!first) throw new Error("there is nothing to sweep");
  const removed = await db.batch([first, ...rest]);
  return Object.fromEntries(places.map(([name], index) => [name, removed[index]?.length ?? 0])) as Swept;
}
