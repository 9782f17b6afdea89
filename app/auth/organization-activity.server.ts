import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { type Cursor, olderThan, pageOf } from "../db/cursor.server";
import type { Database } from "../db/db.server";
import { organizationActivity } from "../db/schema";
import { inBackground } from "../request-scope.server";
import { auditStatement } from "./audit.server";
import { chainSoon } from "./audit-seal.server";
import { detailOf, type OrganizationEvent } from "./organization-activity-words";

interface OrganizationHappening {
  organizationId: string;
  actor: { id: string; name: string };
  event: OrganizationEvent;
  /** Whom or what it was about, and what became of them. Several of them are an entry each. No secret. */
  about?: string | string[];
  result?: string;
}

/** Notes, after the response, what somebody did in an organization, for its admins to read. */
export function recordOrganizationActivity(db: Database, happening: OrganizationHappening): void {
  inBackground(noteOrganizationActivity(db, happening));
}

/** The same for work that is in the background already. */
export async function noteOrganizationActivity(
  db: Database,
  { organizationId, actor, event, about = "", result }: OrganizationHappening,
): Promise<void> {
  const now = new Date();
  const entries = [about]
    .flat()
    .map((one) => JSON.stringify({ id: crypto.randomUUID(), detail: detailOf(one, result) }));
  const rows = db
    .select({
      id: sql<string>`entry.value ->> 'id'`.as("id"),
      organizationId: sql<string>`${organizationId}`.as("organization_id"),
      at: sql<number>`${now.getTime()}`.as("at"),
      actorId: sql<string>`${actor.id}`.as("actor_id"),
      actorName: sql<string>`${actor.name}`.as("actor_name"),
      event: sql<string>`${event}`.as("event"),
      detail: sql<string>`entry.value ->> 'detail'`.as("detail"),
    })
    .from(sql`json_each(${`[${entries.join(",")}]`}) as entry`);
  const audit = auditStatement(
    db,
    {
      event,
      actor: { id: actor.id },
      subject: { type: "organization", id: organizationId },
      detail: detailOf([about].flat().join(", "), result),
    },
    now,
  );
  await db.batch([db.insert(organizationActivity).select(rows), audit, pruned(db, organizationId, now)]);
  await chainSoon(db);
}

const perPage = 50;

/** A page of what happened in one organization, newest first, and from where the next page goes on. */
export async function listOrganizationActivity(db: Database, organizationId: string, before?: Cursor) {
  const rows = await db
    .select({
      id: organizationActivity.id,
      at: organizationActivity.at,
      who: organizationActivity.actorName,
      event: organizationActivity.event,
      detail: organizationActivity.detail,
    })
    .from(organizationActivity)
    .where(
      and(eq(organizationActivity.organizationId, organizationId), olderThan(organizationActivity, before)),
    )
    .orderBy(desc(organizationActivity.at), desc(organizationActivity.id))
    .limit(perPage + 1);
  return pageOf(rows, perPage, ({ at }) => at);
}

const year = 365 * 24 * 60 * 60 * 1000;
const pruneBatch = 50;

/** Pages has no cron: what is older than a year goes, a batch at a time, on the heels of what is new. */
function pruned(db: Database, organizationId: string, now: Date) {
  const over = db
    .select({ id: organizationActivity.id })
    .from(organizationActivity)
    .where(
      and(
        eq(organizationActivity.organizationId, organizationId),
        lt(organizationActivity.at, new Date(now.getTime() - year)),
      ),
    )
    .limit(pruneBatch);
  return db.delete(organizationActivity).where(inArray(organizationActivity.id, over));
}
