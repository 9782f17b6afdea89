import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { auditEvent, organization, user } from "../db/schema";
import { inBackground, requestFacts } from "../request-scope.server";
import type { ActivityEvent } from "./activity-words";
import { chainSoon } from "./audit-seal.server";
import type { AdminEvent } from "./audit-words";
import { deviceName } from "./device.server";
import type { OrganizationEvent } from "./organization-activity-words";

/** What can be noted in the audit log. */
type AuditEventName = ActivityEvent | OrganizationEvent | AdminEvent;

/** Something that happened. Names of people and organizations are looked up where only their id is known. */
export interface AuditEntry {
  event: AuditEventName;
  outcome?: "success" | "failure";
  /** Who did it; nobody for a stranger. */
  actor?: { id: string; address?: string };
  /** To whom or what it was done; `deployment` for all of it. */
  subject: { type: "user" | "organization"; id: string | SQL; name?: string | SQL } | { type: "deployment" };
  /** More about it. No secret. */
  detail?: string;
}

/** The statement that adds a row to the audit log (ASVS 16.2.1, 16.3.1), for a batch with what it tells of. */
export function auditStatement(db: Database, entry: AuditEntry, at = new Date()) {
  const { headers, place, requestId, ...facts } = requestFacts();
  const { actor, subject } = entry;
  const impersonatorId = facts.impersonatorId === actor?.id ? undefined : facts.impersonatorId;
  const about = subject.type === "deployment" ? undefined : subject;
  return db.insert(auditEvent).values({
    at,
    event: entry.event,
    outcome: entry.outcome ?? "success",
    actorId: actor?.id ?? null,
    actorName: actor && (actor.address ?? addressOf(db, actor.id)),
    impersonatorId: impersonatorId ?? null,
    impersonatorName: impersonatorId ? addressOf(db, impersonatorId) : null,
    subjectType: subject.type,
    subjectId: about?.id ?? null,
    subjectName:
      about && (about.name ?? (about.type === "user" ? addressOf(db, about.id) : slugOf(db, about.id))),
    detail: entry.detail ?? "",
    ipAddress: headers.get("cf-connecting-ip") ?? "",
    device: deviceName(headers.get("user-agent")),
    place,
    requestId,
  });
}

/** Adds a row to the audit log, after the response. */
export function recordAudit(db: Database, entry: AuditEntry): void {
  inBackground(auditStatement(db, entry).then(() => chainSoon(db)));
}

function addressOf(db: Database, id: string | SQL): SQL {
  return sql`${db.select({ email: user.email }).from(user).where(eq(user.id, id))}`;
}

function slugOf(db: Database, id: string | SQL): SQL {
  return sql`${db.select({ slug: organization.slug }).from(organization).where(eq(organization.id, id))}`;
}
