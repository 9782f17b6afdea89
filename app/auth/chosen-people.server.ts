import { inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { session, user } from "../db/schema";
import { inBackground } from "../request-scope.server";
import { adminRole } from "./admin-role";
import { auditEachStatement } from "./audit-each.server";
import { chainSoon } from "./audit-seal.server";
import type { AdminEvent } from "./audit-words";

/** People whom an admin has chosen. */
interface Chosen {
  adminId: string;
  userIds: string[];
}

/** Bans them and ends their sessions; answers with their ids. */
export function banAll(db: Database, chosen: Chosen, { reason, until }: { reason: string; until?: Date }) {
  return act(db, chosen, {
    event: "admin-user-banned",
    detail: until ? `${reason} (until ${until.toISOString().slice(0, 10)})` : reason,
    change: { banned: true, banReason: reason, banExpires: until ?? null },
    endsSessions: true,
  });
}

/** Lifts the bans of those who are banned; answers with their ids. */
export function unbanAll(db: Database, chosen: Chosen) {
  return act(db, chosen, {
    event: "admin-user-unbanned",
    change: { banned: false, banReason: null, banExpires: null },
    only: sql`"user".banned = 1`,
  });
}

/** Ends all their sessions, on every device; answers with their ids. */
export function endSessionsOfAll(db: Database, chosen: Chosen) {
  return act(db, chosen, { event: "admin-sessions-ended", endsSessions: true });
}

interface Act {
  event: AdminEvent;
  detail?: string;
  /** What is set in `user`. */
  change?: Partial<typeof user.$inferInsert>;
  /** Of whom alone. */
  only?: SQL;
  endsSessions?: boolean;
}

/**
 * Notes it of each and does it, in one batch: all of it happens, or nothing. Never to the admin who asks, and only while
 * they are one: of two admins who ban each other at once, one stays.
 */
async function act(db: Database, { adminId, userIds }: Chosen, { event, detail, change, only, ...act }: Act) {
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
    db.select({ id: user.id }).from(user).where(who),
    auditEachStatement(db, { event, detail, actorId: adminId }, who),
    ...(change ? [db.update(user).set(change).where(who)] : []),
    ...(act.endsSessions
      ? [db.delete(session).where(inArray(session.userId, db.select({ id: user.id }).from(user).where(who)))]
      : []),
  ]);
  inBackground(chainSoon(db));
  return done.map(({ id }) => id);
}
