import { and, desc, eq, getTableColumns, lt, type SQL, sql } from "drizzle-orm";
import type { AuditRow, ChainEnd } from "../auth/audit-chain";
import { atMs } from "../auth/audit-seal.server";
import type { Database } from "./db.server";
import { auditAnchor, auditEvent } from "./schema";

/** Which rows of the audit log; all of them where nothing is said. */
export interface AuditFilter {
  /** One of them, or `sign-in` for all ways of it. */
  event?: string;
  /** How its detail begins: the way of a sign-in, a provider. */
  detail?: string;
  outcome?: "success" | "failure";
  /** Ids of people and organizations. */
  actorId?: string;
  subjectId?: string;
  /** Days (UTC), `2026-01-31`, both of them included. */
  from?: string;
  to?: string;
}

const perPage = 50;

/** A page of the audit log, newest first, from before row `before`, and from where the next one goes on. */
export async function listAudit(db: Database, filter: AuditFilter, before?: number) {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(before ? lt(auditEvent.seq, before) : undefined, ...conditionsOf(filter)))
    .orderBy(desc(auditEvent.seq))
    .limit(perPage + 1);
  const shown = rows.slice(0, perPage);
  return { rows: shown, older: rows.length > perPage ? shown.at(-1)?.seq : undefined };
}

/** Rows oldest first, a batch at a time, from after row `after`: for exports and for following the chain. */
export async function auditRowsAfter(
  db: Database,
  after: number,
  filter: AuditFilter = {},
  limit = 1000,
): Promise<AuditRow[]> {
  const { at: _, ...columns } = getTableColumns(auditEvent);
  return await db
    .select({ ...columns, at: atMs })
    .from(auditEvent)
    .where(and(sql`${auditEvent.seq} > ${after}`, ...conditionsOf(filter)))
    .orderBy(auditEvent.seq)
    .limit(limit);
}

/** Where the chain begins, and the number of the last row that was ever written. */
export async function auditBounds(db: Database): Promise<{ start: ChainEnd; lastSeq: number }> {
  const [[start], [last]] = await db.batch([
    db
      .select({ seq: auditAnchor.seq, hash: auditAnchor.hash })
      .from(auditAnchor)
      .where(eq(auditAnchor.id, 1)),
    db.select({ seq: sql<number>`seq` }).from(sql`sqlite_sequence`).where(sql`name = 'audit_event'`),
  ]);
  return { start: start ?? { seq: 0, hash: "" }, lastSeq: last?.seq ?? 0 };
}

const dayMs = 24 * 60 * 60 * 1000;

/** How much of a detail is in the index. */
const detailLength = 40;

/** The plus keeps SQLite in the order of the list: sign-ins are what most rows are about. */
function isEvent(event: string): SQL {
  if (event === "sign-in") return sql`+${auditEvent.event} in ('signed-in', 'signed-in-through')`;
  return eq(auditEvent.event, event);
}

function conditionsOf({
  event,
  detail,
  outcome,
  actorId,
  subjectId,
  from,
  to,
}: AuditFilter): (SQL | undefined)[] {
  return [
    event ? isEvent(event) : undefined,
    detail ? sql`substr(${auditEvent.detail}, 1, ${sql.raw(String(detailLength))}) = ${detail}` : undefined,
    outcome && eq(auditEvent.outcome, outcome),
    actorId ? eq(auditEvent.actorId, actorId) : undefined,
    subjectId ? eq(auditEvent.subjectId, subjectId) : undefined,
    from ? sql`${auditEvent.seq} >= ${firstSince(new Date(from))}` : undefined,
    to ? sql`${auditEvent.seq} <= ${lastBefore(new Date(Date.parse(to) + dayMs))}` : undefined,
  ];
}

/** Days as row numbers: found by the index of times, and then the list is still read in its own order. */
function firstSince(time: Date): SQL {
  return sql`(select seq from audit_event where at >= ${time.getTime()} order by at limit 1)`;
}

function lastBefore(time: Date): SQL {
  return sql`(select seq from audit_event where at < ${time.getTime()} order by at desc limit 1)`;
}
