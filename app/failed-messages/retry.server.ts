import type { Database } from "../db/db.server";
import {
  claimDueMessages,
  claimMessage,
  type FailedMessage,
  messageFailedAgain,
  messageSent,
} from "../db/failed-messages.server";
import { emailTransport } from "../email/send.server";
import type { Env } from "../env.server";
import { logError, logEvent } from "../request-scope.server";
import { textTransport } from "../sms/send.server";
import { wordsOf } from "./keep.server";
import { nextTry } from "./schedule";
import { unseal } from "./sealed.server";

interface Services {
  env: Env;
  db: Database;
}

/** Tries up to `atMost` messages that are due, side by side. Answers how many were taken, and how many were not. */
export async function sendDueMessages({ env, db }: Services, atMost: number) {
  const claimed = await claimDueMessages(db, atMost, new Date());
  const problems = await Promise.all(claimed.map((one) => tryAgain({ env, db }, one, { byHand: false })));
  const sent = problems.filter((problem) => problem === undefined).length;
  return { sent, failed: problems.length - sent };
}

/** Sends one now, because an admin asked. */
export async function sendMessageNow(
  { env, db }: Services,
  id: string,
): Promise<{ message: FailedMessage; problem?: string } | undefined> {
  const message = await claimMessage(db, id, new Date());
  return message && { message, problem: await tryAgain({ env, db }, message, { byHand: true }) };
}

/** What was wrong this time; nothing when it was taken. */
async function tryAgain({ env, db }: Services, message: FailedMessage, { byHand }: { byHand: boolean }) {
  const { channel, subject, worksUntil } = message;
  if (!byHand && worksUntil && worksUntil <= new Date()) return leave(db, message);
  try {
    await send(env, db, message);
  } catch (error) {
    const now = new Date();
    const problem = wordsOf(error);
    const tries = message.tries + 1;
    // What an admin tries leaves the next try by itself as it was.
    const dueAt = byHand ? message.dueAt : nextTry(tries, now, worksUntil);
    logError(`${channel} not sent again: ${subject}`, error);
    await messageFailedAgain(db, message, { error: problem, tries, triedAt: now, dueAt });
    return problem;
  }
  logEvent("message sent again", { channel, subject });
  await messageSent(db, message);
  return undefined;
}

/** It came too late: what is in the message works no longer. It stays on the list. */
async function leave(db: Database, message: FailedMessage): Promise<string> {
  const { error, tries, triedAt } = message;
  await messageFailedAgain(db, message, { error, tries, triedAt, dueAt: null });
  return error;
}

async function send(env: Env, db: Database, { sealed }: FailedMessage): Promise<void> {
  const opened = await unseal(env, sealed).catch(() => {
    throw new Error("It cannot be read any more: BETTER_AUTH_SECRET is another one now. Remove it here.");
  });
  if (opened.channel === "email") await emailTransport(env, db)(opened.message);
  else await textTransport(env, db)(opened.message);
}
