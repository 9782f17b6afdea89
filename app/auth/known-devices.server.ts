import { and, eq, ne, or } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../db/db.server";
import { knownDevice, session } from "../db/schema";
import type { Auth } from "./auth.server";
import { makeResetToken } from "./links.server";
import { hashToken, isToken, newToken } from "./tokens";
import { forgetVerifications } from "./verifications.server";

const day = 24 * 60 * 60;

/** The longest that browsers keep a cookie (RFC 6265bis), in seconds. */
export const deviceCookieSeconds = 400 * day;

/** How long the link in the mail about a new device works, in seconds. */
const notMeSeconds = 7 * day;

/** Remembers a device under the hash of its cookie; answers true when the person had others and this one is new. */
export async function rememberDevice(db: Database, userId: string, token: string): Promise<boolean> {
  const deviceHash = await hashToken(token);
  const now = new Date();
  const [others, added] = await db.batch([
    db
      .select({ deviceHash: knownDevice.deviceHash })
      .from(knownDevice)
      .where(and(eq(knownDevice.userId, userId), ne(knownDevice.deviceHash, deviceHash)))
      .limit(1),
    db
      .insert(knownDevice)
      .values({ userId, deviceHash, firstSeenAt: now, lastSeenAt: now })
      .onConflictDoNothing()
      .returning({ userId: knownDevice.userId }),
    db
      .update(knownDevice)
      .set({ lastSeenAt: now })
      .where(and(eq(knownDevice.userId, userId), eq(knownDevice.deviceHash, deviceHash))),
  ]);
  return others.length > 0 && added.length > 0;
}

const notMe = z.object({
  userId: z.string(),
  sessionId: z.string(),
  deviceHash: z.string(),
  /** ISO 8601. */
  at: z.string(),
  device: z.string(),
  place: z.string(),
});

/** The sign-in that the link in a mail about a new device is about. */
export type NewDeviceSignIn = z.output<typeof notMe>;

type InternalAdapter = Awaited<Auth["$context"]>["internalAdapter"];

/** Makes the token of the link by which an owner says that a sign-in was not theirs: works once, for seven days. */
export async function makeNotMeToken(
  adapter: Pick<InternalAdapter, "createVerificationValue">,
  { token: deviceToken, ...signIn }: Omit<NewDeviceSignIn, "deviceHash"> & { token: string },
): Promise<string> {
  const token = newToken();
  await adapter.createVerificationValue({
    identifier: `not-me:${token}`,
    value: JSON.stringify({ ...signIn, deviceHash: await hashToken(deviceToken) }),
    expiresAt: new Date(Date.now() + notMeSeconds * 1000),
  });
  return token;
}

/** Reads such a token without spending it; nothing when it is over or never was. */
export async function readNotMe(auth: Auth, token: string): Promise<NewDeviceSignIn | undefined> {
  if (!isToken(token)) return undefined;
  const { internalAdapter } = await auth.$context;
  const row = await internalAdapter.findVerificationValue(`not-me:${token}`);
  return row && row.expiresAt > new Date() ? notMe.parse(JSON.parse(row.value)) : undefined;
}

/**
 * Spends such a token: the device is signed out, forgotten and trusted no more. Answers whose account it is, and the
 * token of a link with which its owner sets a new password within an hour; nothing when the token is dead.
 */
export async function signOutNewDevice(
  auth: Auth,
  db: Database,
  token: string,
): Promise<{ userId: string; resetToken: string } | undefined> {
  const { internalAdapter } = await auth.$context;
  const row = isToken(token) ? await internalAdapter.consumeVerificationValue(`not-me:${token}`) : null;
  if (!row || row.expiresAt <= new Date()) return undefined;
  const { userId, sessionId, deviceHash, at } = notMe.parse(JSON.parse(row.value));
  // The session may go on under another id by now; when it signed in stays.
  const isIts = or(eq(session.id, sessionId), eq(session.signedInAt, new Date(at)));
  await db.batch([
    db.delete(session).where(and(eq(session.userId, userId), isIts)),
    db.delete(knownDevice).where(and(eq(knownDevice.userId, userId), eq(knownDevice.deviceHash, deviceHash))),
  ]);
  // Which proof of trust is this device's is not known, so every device is asked for the second step again.
  await forgetVerifications(db, { userId, kind: "trust-device-" });
  await forgetVerifications(db, { userId, kind: "reset-password:" });
  return { userId, resetToken: await makeResetToken(internalAdapter, userId) };
}
