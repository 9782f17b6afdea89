import { and, desc, eq, gt, inArray, lt, ne } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { lastSeen, session } from "../db/schema";
import { inBackground, requestPlace } from "../request-scope.server";

const hour = 60 * 60 * 1000;

/** How recent a proof of who one is has to be for changes to how one signs in, in seconds. */
export const freshAgeSeconds = 10 * 60;

/** How long a proof is good for reading in the console, in seconds. */
export const consoleProofSeconds = 30 * 60;

/** True while a session is young enough for such a change. */
export function isFresh(session: { createdAt: Date }, now = Date.now()): boolean {
  return isProven(session, freshAgeSeconds, now);
}

/** True while the proof that a session began with is no older than this. */
export function isProven({ createdAt }: { createdAt: Date }, seconds: number, now = Date.now()): boolean {
  return now - createdAt.getTime() < seconds * 1000;
}

const day = 24 * hour;

/** True for a session that was begun without "keep me signed in": better-auth gives it a day, and no more. */
export function endsWithBrowser({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date }): boolean {
  return new Date(expiresAt).getTime() - new Date(createdAt).getTime() <= day + 60_000;
}

/** A session as its owner sees it: never with its token. */
export interface ListedSession {
  id: string;
  userAgent: string | null;
  ipAddress: string | null;
  place: string;
  /** An admin who acts for this person: from where is their own affair. */
  isAdmin: boolean;
  /** When this device signed in. */
  firstSeenAt: Date;
  /** Exact to an hour. */
  lastUsedAt: Date;
}

/** All live sessions of one person, most recently used first. better-auth's own list stops at 100 and shows tokens. */
export async function listSessions(db: Database, userId: string): Promise<ListedSession[]> {
  const rows = await db
    .select({
      id: session.id,
      userAgent: session.userAgent,
      ipAddress: session.ipAddress,
      place: session.place,
      createdAt: session.createdAt,
      signedInAt: session.signedInAt,
      lastUsedAt: session.updatedAt,
      impersonatedBy: session.impersonatedBy,
    })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, new Date())))
    .orderBy(desc(session.updatedAt));
  return rows.map(({ place, ipAddress, impersonatedBy, signedInAt, createdAt, ...row }) => ({
    ...row,
    isAdmin: impersonatedBy !== null,
    place: impersonatedBy ? "" : (place ?? ""),
    ipAddress: impersonatedBy ? null : ipAddress,
    firstSeenAt: signedInAt ?? createdAt,
  }));
}

/** What a new session notes of its beginning; one that takes the place of another of the same device hands it on. */
export function beginningOf(
  { userId }: { userId: string },
  replaced: { session: object; user: { id: string } } | null | undefined,
  now = new Date(),
): { place: string; signedInAt: Date } {
  const before = replaced?.user.id === userId ? replaced.session : undefined;
  // A date, or its text where the session was read from its cookie.
  const since = before && "signedInAt" in before ? before.signedInAt : undefined;
  const signedInAt = since ? new Date(since as Date | string) : now;
  const place =
    before && "place" in before && typeof before.place === "string" ? before.place : requestPlace();
  return { place, signedInAt };
}

/** Ends one session of this person, and says whether there was one; somebody else's is left alone. */
export async function endSession(db: Database, userId: string, sessionId: string): Promise<boolean> {
  const own = and(eq(session.id, sessionId), eq(session.userId, userId));
  const ended = await db.delete(session).where(own).returning({ id: session.id });
  return ended.length > 0;
}

/** Ends all sessions of this person but one, in one statement, however many there are. */
export async function endOtherSessions(db: Database, userId: string, keptSessionId: string): Promise<void> {
  await db.delete(session).where(and(eq(session.userId, userId), ne(session.id, keptSessionId)));
}

const pruneBatch = 200;

/** Removes a batch of sessions that are over; better-auth leaves those that nobody comes back to. */
function pruneSessions(db: Database, now = new Date()) {
  const over = db
    .select({ id: session.id })
    .from(session)
    .where(lt(session.expiresAt, now))
    .limit(pruneBatch);
  return db.delete(session).where(inArray(session.id, over));
}

/** Notes, at most once an hour and after the response, that a session is in use. */
export function touchSession(
  db: Database,
  { id, userId, updatedAt, impersonatedBy }: UsedSession,
  now = new Date(),
): void {
  if (now.getTime() - updatedAt.getTime() < hour) return;
  const stale = and(eq(session.id, id), eq(session.updatedAt, updatedAt));
  const touched = db.update(session).set({ updatedAt: now }).where(stale);
  inBackground(impersonatedBy ? touched.run() : db.batch([touched, seen(db, userId, now)]));
}

interface UsedSession {
  id: string;
  userId: string;
  updatedAt: Date;
  impersonatedBy?: string | null;
}

/** Notes that somebody signed in, and removes a batch of sessions that are over: Pages has no cron. */
export async function sessionBegan(
  db: Database,
  { userId, impersonatedBy }: { userId: string; impersonatedBy?: string | null },
  now = new Date(),
): Promise<void> {
  await (impersonatedBy ? pruneSessions(db, now) : db.batch([pruneSessions(db, now), seen(db, userId, now)]));
}

/** When somebody used their account last; an admin in their name is not them. */
function seen(db: Database, userId: string, at: Date) {
  return db
    .insert(lastSeen)
    .values({ userId, at })
    .onConflictDoUpdate({ target: lastSeen.userId, set: { at } });
}
