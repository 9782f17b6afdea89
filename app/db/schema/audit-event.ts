import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The audit log: who did what to whom, from where. Triggers let rows be added and nothing else; each row is chained to
 * the one before it by a hash, soon after it was written. It outlives the people and organizations that it names.
 */
export const auditEvent = sqliteTable(
  "audit_event",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    /** What happened, by a name that `audit-words.ts` puts into words. */
    event: text("event").notNull(),
    outcome: text("outcome", { enum: ["success", "failure"] }).notNull(),
    /** Who did it; nobody for a stranger. */
    actorId: text("actor_id"),
    /** By what they were known then. */
    actorName: text("actor_name"),
    /** The admin who acted in the actor's name. */
    impersonatorId: text("impersonator_id"),
    impersonatorName: text("impersonator_name"),
    /** To whom or what it was done. */
    subjectType: text("subject_type", { enum: ["user", "organization", "deployment"] }).notNull(),
    subjectId: text("subject_id"),
    subjectName: text("subject_name"),
    detail: text("detail").notNull(),
    ipAddress: text("ip_address").notNull(),
    device: text("device").notNull(),
    place: text("place").notNull(),
    requestId: text("request_id").notNull(),
    /** The hash of the row before; null until the row is chained. */
    previousHash: text("previous_hash"),
    hash: text("hash"),
  },
  (table) => [
    index("audit_event_at_idx").on(table.at),
    index("audit_event_event_idx").on(table.event, table.seq),
    index("audit_event_actorId_idx").on(table.actorId, table.seq),
    index("audit_event_subjectId_idx").on(table.subjectId, table.seq),
    index("audit_event_unchained_idx").on(table.seq).where(sql`hash is null`),
  ],
);

/** Where the chain begins: the last row that went because of its age, of one row at most. */
export const auditAnchor = sqliteTable("audit_anchor", {
  id: integer("id").primaryKey(),
  seq: integer("seq").notNull(),
  hash: text("hash").notNull(),
});
