import { createHash } from "node:crypto";

/** One row of the audit log, as it is read from the database. */
export interface AuditRow {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  event: string;
  outcome: string;
  actorId: string | null;
  actorName: string | null;
  impersonatorId: string | null;
  impersonatorName: string | null;
  subjectType: string;
  subjectId: string | null;
  subjectName: string | null;
  detail: string;
  ipAddress: string;
  device: string;
  place: string;
  requestId: string;
  previousHash: string | null;
  hash: string | null;
}

/** Where a chain begins, or how far it was followed: the last row and its hash. */
export interface ChainEnd {
  seq: number;
  /** Empty before the first row. */
  hash: string;
}

/**
 * The hash of a row that follows one with `previousHash`: SHA-256 in hex over the JSON array of `previousHash`, `seq`,
 * `at` and every text of the row, in the order of `AuditRow`.
 */
export function auditHash(row: Omit<AuditRow, "hash" | "previousHash">, previousHash: string): string {
  const content = [
    previousHash,
    row.seq,
    row.at,
    row.event,
    row.outcome,
    row.actorId,
    row.actorName,
    row.impersonatorId,
    row.impersonatorName,
    row.subjectType,
    row.subjectId,
    row.subjectName,
    row.detail,
    row.ipAddress,
    row.device,
    row.place,
    row.requestId,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** Follows rows in their order from `end`: where the chain ends now, and the first row that does not fit it. */
export function followChain(rows: AuditRow[], end: ChainEnd): { end: ChainEnd; broken?: number } {
  let { seq, hash } = end;
  for (const row of rows) {
    if (row.previousHash !== hash || row.hash !== auditHash(row, hash))
      return { end: { seq, hash }, broken: row.seq };
    seq = row.seq;
    hash = row.hash;
  }
  return { end: { seq, hash } };
}
