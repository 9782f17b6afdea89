import { lte } from "drizzle-orm";
import { chainAuditLog, pruneAuditLog } from "../auth/audit-seal.server";
import type { Database } from "../db/db.server";
import { chore } from "../db/schema";
import type { Env } from "../env.server";
import { logEvent } from "../request-scope.server";
import { type Swept, sweep } from "./sweep.server";

/** How many rows of each table go at a time. */
const batch = 500;

/** What one round has removed, and whether another one would find more. */
export interface HousekeepingReport {
  removed: Swept & { auditRows: number };
  more: boolean;
}

/** One round: removes what is over, and gives rows of the audit log their hashes. */
export async function keepHouse(
  { env, db }: { env: Env; db: Database },
  now = new Date(),
): Promise<HousekeepingReport> {
  const swept = await sweep(db, batch, now);
  const moreToChain = await chainAuditLog(db);
  const auditRows = await pruneAuditLog(db, daysBefore(now, env.AUDIT_RETENTION_DAYS), batch);
  const removed = { ...swept, auditRows };
  const more = moreToChain || Object.values(removed).some((count) => count >= batch);
  await planNext(db, more, now);
  logEvent("housekeeping", { removed, more });
  return { removed, more };
}

const hour = 60 * 60 * 1000;
const minute = 60 * 1000;
const name = "housekeeping";

/** The same where it is due: an hour after the last round, and sooner where that one left something. */
export async function keepHouseIfDue(services: { env: Env; db: Database }, now = new Date()): Promise<void> {
  const dueAt = new Date(now.getTime() + hour);
  const [taken] = await services.db
    .insert(chore)
    .values({ name, dueAt })
    .onConflictDoUpdate({ target: chore.name, set: { dueAt }, setWhere: lte(chore.dueAt, now) })
    .returning({ name: chore.name });
  if (taken) await keepHouse(services, now);
}

async function planNext(db: Database, more: boolean, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + (more ? minute : hour));
  await db.insert(chore).values({ name, dueAt }).onConflictDoUpdate({ target: chore.name, set: { dueAt } });
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * hour);
}
