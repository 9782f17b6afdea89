import { auditBounds, auditRowsAfter } from "../db/audit.server";
import type { Database } from "../db/db.server";
import { followChain } from "./audit-chain";
import { chainAll } from "./audit-seal.server";

/** What a look at the whole log found. */
export interface AuditVerdict {
  /** How many rows fit the chain. */
  good: number;
  /** The last row that does, and its hash: written down elsewhere, it proves later that nothing before it has changed. */
  seq: number;
  hash: string;
  /** The first row that does not fit, or that is missing at the end. */
  broken?: number;
}

/** Follows the chain of the audit log from its beginning to its last row, and finds the first one that does not fit. */
export async function verifyAuditLog(db: Database): Promise<AuditVerdict> {
  await chainAll(db);
  const { start, lastSeq } = await auditBounds(db);
  let end = start;
  let good = 0;
  for (;;) {
    const rows = await auditRowsAfter(db, end.seq);
    const next = followChain(rows, end);
    const fitting =
      next.broken === undefined ? rows.length : rows.findIndex(({ seq }) => seq === next.broken);
    end = next.end;
    good += fitting;
    if (next.broken !== undefined) return { good, ...end, broken: next.broken };
    if (rows.length === 0) return end.seq < lastSeq ? { good, ...end, broken: lastSeq } : { good, ...end };
  }
}
