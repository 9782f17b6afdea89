import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type Cursor, olderThan, pageOf } from "../db/cursor.server";
import type { Database } from "../db/db.server";
import { activity, user } from "../db/schema";
import { inBackground, requestHeaders, requestPlace } from "../request-scope.server";
import type { ActivityEvent } from "./activity-words";
import { type AuditEntry, auditStatement } from "./audit.server";
import { chainSoon } from "./audit-seal.server";
import { deviceName } from "./device.server";

export interface Happening {
  userId: string;
  event: ActivityEvent;
  /** More about it: the way of signing in, the provider, the name of a passkey. No secret. */
  detail?: string;
}

/**
 * Notes, after the response, what happened to an account: with the device, place and address of this request, in the
 * account's own list and in the audit log.
 */
export function recordActivity(db: Database, { userId, event, detail = "" }: Happening): void {
  const at = new Date();
  const note = db.insert(activity).values({ ...whereAndHow(), userId, event, detail, at });
  const audit = auditStatement(db, entryOf({ userId, event, detail }), at);
  inBackground(db.batch([note, audit, pruned(db, userId, at)]).then(() => chainSoon(db)));
}

/** Notes what an admin did, in the account's own list alone; from which device is the admin's own affair. */
export function recordDoneByAdmin(db: Database, { userId, event, detail = "" }: Happening): void {
  const nowhere = { device: "An admin of this deployment", place: "", ipAddress: "" };
  const id = crypto.randomUUID();
  inBackground(
    db
      .insert(activity)
      .values({ id, ...nowhere, userId, event, detail, at: new Date() })
      .execute(),
  );
}

/** The statement for the same, to everybody of whom `who` is true. */
export function doneByAdminStatement(db: Database, event: ActivityEvent, who: SQL) {
  // Every column, in the order of the table.
  return db.insert(activity).select(sql`
    select lower(hex(randomblob(16))), "user".id, ${Date.now()}, ${event}, '', 'An admin of this deployment', '', ''
    from user where ${who}`);
}

/** Who fails to prove who they are is nobody yet. */
function entryOf({ userId, event, detail }: Happening): AuditEntry {
  const subject = { type: "user", id: userId } as const;
  if (event === "sign-in-failed") return { event, subject, detail, outcome: "failure" };
  return { event, subject, detail, actor: { id: userId } };
}

/**
 * Notes a wrong password, in the account's own list if there is one, and in the audit log: one batch either way, so that
 * none tells them apart.
 */
export function recordWrongPassword(
  db: Database,
  { by, value }: { by: "email" | "username" | "phoneNumber"; value: string },
): void {
  const named = eq(user[by], value.trim().toLowerCase());
  const { id, device, place, ipAddress } = whereAndHow();
  const event: ActivityEvent = "sign-in-failed";
  const account = db
    .select({
      id: sql<string>`${id}`.as("id"),
      userId: user.id,
      at: sql<number>`${Date.now()}`.as("at"),
      event: sql<string>`${event}`.as("event"),
      detail: sql<string>`'password'`.as("detail"),
      device: sql<string>`${device}`.as("device"),
      place: sql<string>`${place}`.as("place"),
      ipAddress: sql<string>`${ipAddress}`.as("ip_address"),
    })
    .from(user)
    .where(named);
  const audit = auditStatement(db, {
    event,
    outcome: "failure",
    subject: { type: "user", id: found(db, named, user.id), name: found(db, named, user.email) },
    detail: "password",
  });
  inBackground(db.batch([db.insert(activity).select(account), audit]).then(() => chainSoon(db)));
}

function found(db: Database, named: SQL, column: SQLiteColumn): SQL {
  return sql`${db.select({ column }).from(user).where(named)}`;
}

const perPage = 50;

/** A page of what happened to one account, newest first, and from where the next page goes on. */
export async function listActivity(db: Database, userId: string, before?: Cursor) {
  const rows = await db
    .select()
    .from(activity)
    .where(and(eq(activity.userId, userId), olderThan(activity, before)))
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(perPage + 1);
  return pageOf(rows, perPage, ({ at }) => at);
}

function whereAndHow() {
  const headers = requestHeaders();
  return {
    id: crypto.randomUUID(),
    device: deviceName(headers.get("user-agent")),
    place: requestPlace(),
    ipAddress: headers.get("cf-connecting-ip") ?? "",
  };
}

const year = 365 * 24 * 60 * 60 * 1000;
const pruneBatch = 50;

/** Pages has no cron: what is older than a year goes, a batch at a time, on the heels of what is new. */
function pruned(db: Database, userId: string, now: Date) {
  const over = db
    .select({ id: activity.id })
    .from(activity)
    .where(and(eq(activity.userId, userId), lt(activity.at, new Date(now.getTime() - year))))
    .limit(pruneBatch);
  return db.delete(activity).where(inArray(activity.id, over));
}
