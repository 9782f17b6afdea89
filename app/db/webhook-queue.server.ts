import { and, asc, eq, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import { testEvent } from "../webhooks/events";
import type { Database } from "./db.server";
import { webhookDelivery, webhookEndpoint, webhookMessage } from "./schema";

/** Puts an event for a trial on its way to one endpoint, and answers the id of its delivery. It is not sent by itself. */
export async function addTrial(db: Database, endpointId: string, now = new Date()): Promise<string> {
  const messageId = `msg_${crypto.randomUUID().replaceAll("-", "")}`;
  const id = crypto.randomUUID();
  const data = JSON.stringify({ endpointId });
  await db.batch([
    db.insert(webhookMessage).values({ id: messageId, at: now, type: testEvent, data }),
    db.insert(webhookDelivery).values({ id, messageId, endpointId, at: now, state: "failed" }),
  ]);
  return id;
}

/** How long a claim holds: longer than a try takes. Of an isolate that dies meanwhile, another one takes over. */
const claimMs = 60_000;

/**
 * Takes up to `atMost` deliveries that are due, the most urgent first, in one statement: whoever asks at the same time
 * gets others.
 */
export async function claimDue(db: Database, atMost: number, now: Date) {
  const due = db
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(and(lte(webhookDelivery.dueAt, now), isUnclaimed(now)))
    .orderBy(asc(webhookDelivery.dueAt))
    .limit(atMost);
  return claim(db, inArray(webhookDelivery.id, due), now);
}

/** Takes one delivery, due or not; nothing while it is being sent already. */
export async function claimOne(db: Database, id: string, now: Date) {
  return (await claim(db, and(eq(webhookDelivery.id, id), isUnclaimed(now)), now))[0];
}

async function claim(db: Database, which: SQL | undefined, now: Date) {
  const claimedUntil = new Date(now.getTime() + claimMs);
  const claimed = await db
    .update(webhookDelivery)
    .set({ claimedUntil })
    .where(which)
    .returning({ id: webhookDelivery.id });
  if (claimed.length === 0) return [];
  return db
    .select({ delivery: webhookDelivery, message: webhookMessage, endpoint: webhookEndpoint })
    .from(webhookDelivery)
    .innerJoin(webhookMessage, eq(webhookMessage.id, webhookDelivery.messageId))
    .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
    .where(
      and(
        inArray(
          webhookDelivery.id,
          claimed.map(({ id }) => id),
        ),
        eq(webhookDelivery.claimedUntil, claimedUntil),
      ),
    );
}

/** A delivery that somebody holds now, with what it says and where it goes. */
export type Claimed = Awaited<ReturnType<typeof claim>>[number];

function isUnclaimed(now: Date) {
  return or(isNull(webhookDelivery.claimedUntil), lte(webhookDelivery.claimedUntil, now));
}

/** True for a claimed delivery for as long as nobody has taken it over. */
export function isStillOurs({ delivery }: Claimed) {
  return and(
    eq(webhookDelivery.id, delivery.id),
    eq(webhookDelivery.claimedUntil, delivery.claimedUntil ?? new Date(0)),
  );
}
