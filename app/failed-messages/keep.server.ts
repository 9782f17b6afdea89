import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { failedMessage } from "../db/schema";
import type { Env } from "../env.server";
import { logError } from "../request-scope.server";
import { nextTry } from "./schedule";
import { type Message, seal } from "./sealed.server";

/** More are not kept: of a provider that is down for long, the first ones show it well enough. */
const mostKept = 5000;
const longestError = 500;

/** Keeps a message that no transport took, so that it is tried again. Never rejects: then it is lost, as the log says. */
export async function keepFailed(env: Env, db: Database, message: Message, error: unknown): Promise<void> {
  try {
    const now = new Date();
    const { to, worksForSeconds } = message.message;
    const worksUntil = worksForSeconds ? new Date(now.getTime() + worksForSeconds * 1000) : null;
    if (worksUntil) await forgetOlder(db, message);
    await db.run(sql`
      insert into failed_message (
        id, at, channel, "to", subject, sealed, error, tries, tried_at, works_until, due_at
      )
      select ${crypto.randomUUID()}, ${now.getTime()}, ${message.channel}, ${to}, ${subjectOf(message)},
        ${await seal(env, message)}, ${wordsOf(error)}, 1, ${now.getTime()}, ${worksUntil?.getTime() ?? null},
        ${nextTry(1, now, worksUntil)?.getTime() ?? null}
      where (select count(*) from (select 1 from failed_message limit ${mostKept})) < ${mostKept}`);
  } catch (problem) {
    logError("a message that was not sent is lost", problem);
  }
}

/** A code or a link that came later takes the place of one that waits: nobody gets the old one after the new one. */
export async function forgetOlder(db: Database, message: Message): Promise<void> {
  await db
    .delete(failedMessage)
    .where(
      and(
        eq(failedMessage.to, message.message.to),
        eq(failedMessage.subject, subjectOf(message)),
        isNotNull(failedMessage.worksUntil),
      ),
    );
}

/** What went wrong, as the transport said it. */
export function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, longestError);
}

/** What the message is about. A code is for whoever gets the message alone. */
function subjectOf({ channel, message }: Message): string {
  if (channel === "sms") return message.text.split("\n")[0]?.replaceAll(/\d{6,}/g, "••••••") ?? "";
  return message.subject.replaceAll(/\d{6,}/g, "••••••");
}
