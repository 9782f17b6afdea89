import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { webhookAttempt, webhookDelivery, webhookEndpoint } from "../db/schema";
import { type Claimed, claimDue, claimOne, isStillOurs } from "../db/webhook-queue.server";
import type { Email } from "../email/layout";
import type { Env } from "../env.server";
import { destinationProblem } from "./destination.server";
import { giveUpOn } from "./failing.server";
import { nextTry } from "./schedule";
import { type DeploymentSecrets, openSecrets } from "./secrets.server";
import { isTaken, type Reply, sendEvent } from "./send.server";

/** What deliveries are made with. */
export interface WebhookServices {
  env: Env;
  db: Database;
  secrets: DeploymentSecrets;
  sendEmail(email: Email): Promise<void>;
}

/** Sends up to `atMost` deliveries that are due, side by side. Answers how many arrived, and how many did not. */
export async function deliverDue(services: WebhookServices, atMost: number) {
  const claimed = await claimDue(services.db, atMost, new Date());
  const replies = await Promise.all(claimed.map((one) => tryOnce(services, one, { byHand: false })));
  const delivered = replies.filter(isTaken).length;
  return { delivered, failed: replies.length - delivered };
}

/** Sends one delivery now, because an admin asked; nothing when it is gone, or on its way already. */
export async function deliverNow(services: WebhookServices, id: string): Promise<Reply | undefined> {
  const claimed = await claimOne(services.db, id, new Date());
  return claimed && tryOnce(services, claimed, { byHand: true });
}

/** The body of a message: what is signed, so it is made in one way only. */
export function bodyOf({ type, at, data }: { type: string; at: Date; data: string }): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data: JSON.parse(data) });
}

async function tryOnce(services: WebhookServices, claimed: Claimed, { byHand }: { byHand: boolean }) {
  const { db } = services;
  const { delivery, endpoint } = claimed;
  if (endpoint.disabledAt && !byHand) return stop(db, claimed);
  const at = new Date();
  const reply = await askEndpoint(services, claimed, at);
  const isDelivered = isTaken(reply);
  const tries = delivery.tries + (byHand ? 0 : 1);
  const dueAt = nextTry(tries, new Date());
  // What is sent by hand and fails stays as it was: its next try, if there is one, comes when it would have come.
  const outcome = isDelivered
    ? ({ state: "delivered", dueAt: null } as const)
    : byHand
      ? {}
      : ({ state: dueAt ? "pending" : "failed", dueAt } as const);
  const attempt = { ...reply, id: crypto.randomUUID(), deliveryId: delivery.id, at, byHand };
  await db.batch([
    db.insert(webhookAttempt).values(attempt),
    db
      .update(webhookDelivery)
      .set({ ...outcome, tries, claimedUntil: null })
      .where(isStillOurs(claimed)),
    isDelivered
      ? db
          .update(webhookEndpoint)
          .set({ failingSince: null })
          .where(and(eq(webhookEndpoint.id, endpoint.id), isNotNull(webhookEndpoint.failingSince)))
      : db
          .update(webhookEndpoint)
          .set({ failingSince: at })
          .where(and(eq(webhookEndpoint.id, endpoint.id), isNull(webhookEndpoint.failingSince))),
  ]);
  if (!isDelivered) await giveUpOn(services, endpoint, reply);
  return reply;
}

/** The endpoint was disabled, and this delivery still waited: what was to stop it did not come so far. */
async function stop(db: Database, claimed: Claimed): Promise<Reply> {
  await db
    .update(webhookDelivery)
    .set({ state: "failed", dueAt: null, claimedUntil: null })
    .where(isStillOurs(claimed));
  return refused("Not sent: the endpoint is disabled.");
}

async function askEndpoint({ env, secrets }: WebhookServices, { message, endpoint }: Claimed, now: Date) {
  const { url } = endpoint;
  const problem = destinationProblem(url, env.BETTER_AUTH_URL);
  if (problem) return refused(`Not sent to this address. ${problem}`);
  const keys = await openSecrets(secrets, endpoint, now).catch(() => undefined);
  if (!keys) return refused("Not sent: BETTER_AUTH_SECRET is another one now. Make a new secret here.");
  return sendEvent({ url, id: message.id, body: bodyOf(message), secrets: keys });
}

function refused(problem: string): Reply {
  return { status: null, problem, body: "", durationMs: 0 };
}
