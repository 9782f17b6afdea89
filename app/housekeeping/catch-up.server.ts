import type { Database } from "../db/db.server";
import { sendDueMessages } from "../failed-messages/retry.server";
import { inBackground } from "../request-scope.server";
import { deliverDue, type WebhookServices } from "../webhooks/deliver.server";
import { keepHouseIfDue } from "./keep-house.server";

const apartMs = 5_000;
const afterAnswerMs = 100;
const longestMs = 30_000;
const housekeepingApartMs = 60_000;
const deliveriesAtOnce = 5;
const messagesAtOnce = 5;

interface Pace {
  /** When this isolate looked last, and since when it is about to. */
  lookedAt: number;
  plannedAt?: number;
  keptHouseAt: number;
}

const paces = new WeakMap<Database, Pace>();

/**
 * Pages has no cron: what is due is done on the heels of a request, after its answer. Each isolate looks at most every
 * five seconds; a request in between is waited for, so that the events of what it did go out as well.
 */
export function catchUpSoon(db: Database, services: () => Promise<WebhookServices>): void {
  const pace = paces.get(db) ?? { lookedAt: 0, keptHouseAt: 0 };
  paces.set(db, pace);
  const now = Date.now();
  // Whoever planned it may be gone: the platform ends work that takes too long.
  if (pace.plannedAt !== undefined && now - pace.plannedAt < longestMs) return;
  pace.plannedAt = now;
  const wait = Math.max(afterAnswerMs, Math.min(pace.lookedAt + apartMs - now, apartMs));
  const look = async () => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    pace.lookedAt = Date.now();
    pace.plannedAt = undefined;
    const made = await services();
    await deliverDue(made, deliveriesAtOnce);
    await sendDueMessages(made, messagesAtOnce);
    if (pace.lookedAt - pace.keptHouseAt < housekeepingApartMs) return;
    pace.keptHouseAt = pace.lookedAt;
    await keepHouseIfDue(made);
  };
  inBackground(look());
}
