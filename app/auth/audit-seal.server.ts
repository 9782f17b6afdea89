import { and, asc, desc, eq, getTableColumns, lt, lte, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { auditAnchor, auditEvent } from "../db/schema";
import { type AuditRow, auditHash, type ChainEnd } from "./audit-chain";

const chainedAtOnce = 200;
const secondsBetween = 30;

/** When each isolate chained last; how many rows wait does not depend on how many isolates there are. */
const lastChained = new WeakMap<Database, number>();

/** Chains what waits, unless this isolate has done so in the last half minute. For background work. */
export async function chainSoon(db: Database, now = Date.now()): Promise<void> {
  if (now - (lastChained.get(db) ?? 0) < secondsBetween * 1000) return;
  lastChained.set(db, now);
  await chainAuditLog(db);
}

/**
 * Gives rows of the audit log that wait for it their hashes, oldest first, and says whether more wait. Row numbers grow
 * in the order in which D1 writes, and a hash follows from the rows alone: two that chain at once write the same.
 */
export async function chainAuditLog(db: Database): Promise<boolean> {
  const { at: _, ...columns } = getTableColumns(auditEvent);
  const [[anchor], [last], rows] = await db.batch([
    db
      .select({ seq: auditAnchor.seq, hash: auditAnchor.hash })
      .from(auditAnchor)
      .where(eq(auditAnchor.id, 1)),
    db
      .select({ seq: auditEvent.seq, hash: auditEvent.hash })
      .from(auditEvent)
      .where(sql`${auditEvent.seq} < ${firstUnchained}`)
      .orderBy(desc(auditEvent.seq))
      .limit(1),
    db
      .select({ ...columns, at: atMs })
      .from(auditEvent)
      .where(sql`${auditEvent.hash} is null and ${auditEvent.seq} > 0`)
      .orderBy(asc(auditEvent.seq))
      .limit(chainedAtOnce),
  ]);
  if (rows.length === 0) return false;
  const chained = JSON.stringify(hashesOf(rows, endOf(last ?? anchor)));
  await db.run(sql`
    update audit_event set previous_hash = link.value ->> 'previous', hash = link.value ->> 'hash'
    from json_each(${chained}) as link
    where audit_event.seq = link.value ->> 'seq' and audit_event.hash is null`);
  return rows.length === chainedAtOnce;
}

/** Chains everything that waits; for whoever reads the log. */
export async function chainAll(db: Database): Promise<void> {
  while (await chainAuditLog(db));
}

/**
 * Moves the beginning of the log on past rows that are older than `until`, and removes them, at most `atMost` at a time.
 * Goes by row number from the beginning and stops at the first row that is younger or not chained yet: none of those can
 * be among what is removed. Of two that do it at once the second finds nothing.
 */
export async function pruneAuditLog(db: Database, until: Date, atMost: number): Promise<number> {
  const first = await db
    .select({ seq: auditEvent.seq, hash: auditEvent.hash, at: auditEvent.at })
    .from(auditEvent)
    .where(sql`${auditEvent.seq} > ${anchorSeq}`)
    .orderBy(asc(auditEvent.seq))
    .limit(atMost);
  const kept = first.findIndex(({ at, hash }) => at >= until || hash === null);
  const last = kept < 0 ? first.at(-1) : first[kept - 1];
  if (!last?.hash) return 0;
  const [, removed] = await db.batch([
    db
      .update(auditAnchor)
      .set({ seq: last.seq, hash: last.hash })
      .where(and(eq(auditAnchor.id, 1), lt(auditAnchor.seq, last.seq))),
    db.delete(auditEvent).where(lte(auditEvent.seq, last.seq)).returning({ seq: auditEvent.seq }),
  ]);
  return removed.length;
}

const anchorSeq = sql`(select seq from audit_anchor where id = 1)`;

/** The first row that waits, else a place behind the last one. */
const firstUnchained = sql`coalesce((select min(seq) from audit_event where hash is null and seq > 0), ${Number.MAX_SAFE_INTEGER})`;

/** The time of a row as a number, as it is hashed. */
export const atMs = sql<number>`${auditEvent.at}`.as("at_ms");

function endOf(row: { seq: number; hash: string | null } | undefined): ChainEnd {
  return { seq: row?.seq ?? 0, hash: row?.hash ?? "" };
}

function hashesOf(rows: AuditRow[], { hash: previous }: ChainEnd) {
  let before = previous;
  return rows.map((row) => {
    const link = { seq: row.seq, previous: before, hash: auditHash(row, before) };
    before = link.hash;
    return link;
  });
}
