import { inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { session, user } from "../db/schema";
import { type AdminChange, adminNotice } from "../email/admin-notice";
import { inBackground } from "../request-scope.server";
import { doneByAdminStatement } from "./activity.server";
import type { ActivityEvent } from "./activity-words";
import { adminRole } from "./admin-role";
import { auditEachStatement } from "./audit-each.server";
import { chainSoon } from "./audit-seal.server";
import type { AdminEvent } from "./audit-words";
import type { AuthServices } from "./auth.server";
import { banInWords } from "./ban-words";
import { isPlaceholder } from "./placeholder-email";

/** People whom an admin has chosen. */
interface Chosen {
  adminId: string;
  userIds: string[];
}

export type Services = Pick<AuthServices, "db" | "env" | "sendEmail">;

/** Bans them and ends their sessions; answers with their ids. */
export async function banAll(services: Services, chosen: Chosen, ban: { reason: string; until?: Date }) {
  const { reason: banReason, until: banExpires = null } = ban;
  const people = await act(services.db, chosen, {
    event: "admin-user-banned",
    detail: banExpires ? `${banReason} (until ${banExpires.toISOString().slice(0, 10)})` : banReason,
    toldAs: "locked",
    change: { banned: true, banReason, banExpires },
    endsSessions: true,
  });
  return told(services, people, { change: "banned", detail: banInWords({ banReason, banExpires }) });
}

/** Lifts the bans of those who are banned; answers with their ids. */
export async function unbanAll(services: Services, chosen: Chosen) {
  const people = await act(services.db, chosen, {
    event: "admin-user-unbanned",
    toldAs: "unlocked",
    change: { banned: false, banReason: null, banExpires: null },
    only: sql`"user".banned = 1`,
  });
  return told(services, people, { change: "unbanned" });
}

/** Ends all their sessions, on every device; answers with their ids. */
export async function endSessionsOfAll({ db }: Services, chosen: Chosen) {
  const event = "admin-sessions-ended";
  const people = await act(db, chosen, { event, toldAs: "signed-out-by-admin", endsSessions: true });
  return people.map(({ id }) => id);
}

/** Mails each of them what happened. */
function told(
  { env, sendEmail }: Services,
  people: { id: string; email: string }[],
  news: { change: AdminChange; detail?: string },
) {
  const facts = { ...news, appName: env.APP_NAME, baseUrl: env.BETTER_AUTH_URL };
  for (const { email: to } of people)
    if (!isPlaceholder(to)) inBackground(sendEmail(adminNotice({ ...facts, to })));
  return people.map(({ id }) => id);
}

interface Act {
  event: AdminEvent;
  detail?: string;
  /** By what name it is in the account's own list. */
  toldAs: ActivityEvent;
  /** What is set in `user`. */
  change?: Partial<typeof user.$inferInsert>;
  /** Of whom alone. */
  only?: SQL;
  endsSessions?: boolean;
}

/**
 * Notes it of each, for admins and for its owner, and does it, in one batch: all of it happens, or nothing. Never to the admin who asks, and only while
 * they are one: of two admins who ban each other at once, one stays.
 */
async function act(
  db: Database,
  { adminId, userIds }: Chosen,
  { event, detail, change, only, ...more }: Act,
) {
  const who = sql.join(
    [
      sql`"user".id in (select value from json_each(${JSON.stringify(userIds)}))`,
      sql`"user".id <> ${adminId}`,
      sql`exists (
        select 1 from user as me where me.id = ${adminId} and coalesce(me.banned, 0) = 0
          and instr(',' || coalesce(me.role, '') || ',', ${`,${adminRole},`}) > 0)`,
      ...(only ? [only] : []),
    ],
    sql` and `,
  );
  const [done] = await db.batch([
    db.select({ id: user.id, email: user.email }).from(user).where(who),
    doneByAdminStatement(db, more.toldAs, who),
    auditEachStatement(db, { event, detail, actorId: adminId }, who),
    ...(change ? [db.update(user).set(change).where(who)] : []),
    ...(more.endsSessions
      ? [db.delete(session).where(inArray(session.userId, db.select({ id: user.id }).from(user).where(who)))]
      : []),
  ]);
  inBackground(chainSoon(db));
  return done;
}
