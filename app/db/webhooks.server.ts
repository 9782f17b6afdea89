import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { type Cursor, olderThan, pageOf } from "./cursor.server";
import type { Database } from "./db.server";
import { webhookAttempt, webhookDelivery, webhookEndpoint, webhookMessage } from "./schema";

/** How many endpoints there can be. */
export const mostEndpoints = 50;

/** What an admin says about an endpoint. */
export interface EndpointFacts {
  url: string;
  description: string;
  events: string[];
}

/** Everything that may be shown of an endpoint. */
const shown = {
  id: webhookEndpoint.id,
  url: webhookEndpoint.url,
  description: webhookEndpoint.description,
  events: webhookEndpoint.events,
  secretAt: webhookEndpoint.secretAt,
  previousUntil: webhookEndpoint.previousUntil,
  createdAt: webhookEndpoint.createdAt,
  disabledAt: webhookEndpoint.disabledAt,
  disabledBecause: webhookEndpoint.disabledBecause,
  failingSince: webhookEndpoint.failingSince,
};

/** All endpoints, the oldest first. */
export async function listEndpoints(db: Database) {
  return db.select(shown).from(webhookEndpoint).orderBy(asc(webhookEndpoint.createdAt)).limit(mostEndpoints);
}

const perPage = 25;

/** One endpoint and a page of its deliveries, newest first; nothing where there is no such endpoint. */
export async function readEndpoint(
  db: Database,
  id: string,
  { state, before }: { state?: Delivery["state"]; before?: Cursor } = {},
) {
  const [[endpoint], rows] = await db.batch([
    db.select(shown).from(webhookEndpoint).where(eq(webhookEndpoint.id, id)),
    db
      .select({
        id: webhookDelivery.id,
        at: webhookDelivery.at,
        type: webhookMessage.type,
        state: webhookDelivery.state,
        tries: webhookDelivery.tries,
        dueAt: webhookDelivery.dueAt,
      })
      .from(webhookDelivery)
      .innerJoin(webhookMessage, eq(webhookMessage.id, webhookDelivery.messageId))
      .where(
        and(
          eq(webhookDelivery.endpointId, id),
          state && eq(webhookDelivery.state, state),
          olderThan(webhookDelivery, before),
        ),
      )
      .orderBy(desc(webhookDelivery.at), desc(webhookDelivery.id))
      .limit(perPage + 1),
  ]);
  return endpoint && { endpoint, deliveries: pageOf(rows, perPage, ({ at }) => at) };
}

type Delivery = typeof webhookDelivery.$inferSelect;

const shownAttempts = 50;

/** One delivery with its message and its tries, the newest first. */
export async function readDelivery(db: Database, { id, endpointId }: { id: string; endpointId: string }) {
  const [[found], attempts] = await db.batch([
    db
      // No two columns of one name: in a batch D1 answers with objects.
      .select({
        state: webhookDelivery.state,
        tries: webhookDelivery.tries,
        dueAt: webhookDelivery.dueAt,
        messageId: webhookDelivery.messageId,
        at: webhookMessage.at,
        type: webhookMessage.type,
        data: webhookMessage.data,
        url: webhookEndpoint.url,
      })
      .from(webhookDelivery)
      .innerJoin(webhookMessage, eq(webhookMessage.id, webhookDelivery.messageId))
      .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
      .where(and(eq(webhookDelivery.id, id), eq(webhookDelivery.endpointId, endpointId))),
    db
      .select()
      .from(webhookAttempt)
      .where(eq(webhookAttempt.deliveryId, id))
      .orderBy(desc(webhookAttempt.at))
      .limit(shownAttempts),
  ]);
  return found && { ...found, attempts };
}

/** Adds an endpoint under an id that its form was given, so that a form that is sent twice adds one. Says what came of it. */
export async function addEndpoint(
  db: Database,
  { id, secret, url, description, events }: EndpointFacts & { id: string; secret: string },
  now = new Date(),
): Promise<"added" | "there-already" | "too-many"> {
  const added = await db.all(sql`
    insert into webhook_endpoint (id, url, description, events, secret, secret_at, created_at)
    select ${id}, ${url}, ${description}, ${JSON.stringify(events)}, ${secret}, ${now.getTime()}, ${now.getTime()}
    where (select count(*) from webhook_endpoint) < ${mostEndpoints}
    on conflict (id) do nothing returning id`);
  if (added.length > 0) return "added";
  const there = await db
    .select({ id: webhookEndpoint.id })
    .from(webhookEndpoint)
    .where(eq(webhookEndpoint.id, id));
  return there.length > 0 ? "there-already" : "too-many";
}

export async function changeEndpoint(db: Database, id: string, facts: EndpointFacts): Promise<boolean> {
  const changed = await db
    .update(webhookEndpoint)
    .set(facts)
    .where(eq(webhookEndpoint.id, id))
    .returning({ id: webhookEndpoint.id });
  return changed.length > 0;
}

const overlapMs = 24 * 60 * 60 * 1000;

/**
 * Gives an endpoint another secret; the one that it had signs for another day. `since` is when that one was made, so that
 * a form that is sent twice does it once.
 */
export async function rotateSecret(
  db: Database,
  { id, secret, since }: { id: string; secret: string; since: Date },
  now = new Date(),
): Promise<boolean> {
  const rotated = await db
    .update(webhookEndpoint)
    .set({
      secret,
      secretAt: now,
      previousSecret: sql`${webhookEndpoint.secret}`,
      previousUntil: new Date(now.getTime() + overlapMs),
    })
    .where(and(eq(webhookEndpoint.id, id), eq(webhookEndpoint.secretAt, since)))
    .returning({ id: webhookEndpoint.id });
  return rotated.length > 0;
}

/** Ends the secret before the one of now: it may be known to others. */
export async function endPreviousSecret(db: Database, id: string): Promise<boolean> {
  const ended = await db
    .update(webhookEndpoint)
    .set({ previousSecret: null, previousUntil: null })
    .where(and(eq(webhookEndpoint.id, id), isNotNull(webhookEndpoint.previousSecret)))
    .returning({ id: webhookEndpoint.id });
  return ended.length > 0;
}

/** Stops sending to an endpoint. What waits has failed, and can be sent again by hand. */
export async function disableEndpoint(db: Database, id: string, now = new Date()): Promise<boolean> {
  const disabled = await db
    .update(webhookEndpoint)
    .set({ disabledAt: now, disabledBecause: "admin" })
    .where(and(eq(webhookEndpoint.id, id), isNull(webhookEndpoint.disabledAt)))
    .returning({ id: webhookEndpoint.id });
  if (disabled.length > 0) await stopDeliveries(db, id);
  return disabled.length > 0;
}

/** What waits for an endpoint that was disabled has failed. */
export async function stopDeliveries(db: Database, endpointId: string): Promise<void> {
  await db
    .update(webhookDelivery)
    .set({ state: "failed", dueAt: null })
    .where(and(eq(webhookDelivery.endpointId, endpointId), eq(webhookDelivery.state, "pending")));
}

export async function enableEndpoint(db: Database, id: string): Promise<boolean> {
  const enabled = await db
    .update(webhookEndpoint)
    .set({ disabledAt: null, disabledBecause: null, failingSince: null })
    .where(and(eq(webhookEndpoint.id, id), isNotNull(webhookEndpoint.disabledAt)))
    .returning({ id: webhookEndpoint.id });
  return enabled.length > 0;
}

/** Removes an endpoint with its deliveries, and answers where it was. */
export async function removeEndpoint(db: Database, id: string): Promise<string | undefined> {
  const [removed] = await db
    .delete(webhookEndpoint)
    .where(eq(webhookEndpoint.id, id))
    .returning({ url: webhookEndpoint.url });
  return removed?.url;
}
