import { inArray, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { organization, user } from "../db/schema";
import type { Env } from "../env.server";
import { avatarKey, avatarPath, shownAvatar } from "./avatar-path";
import type { Picture } from "./picture.server";

/** The path of a picture or logo where it can be shown; nothing where initials stand in for it. */
export function avatarOf({ AVATARS: bucket }: Pick<Env, "AVATARS">, image: string | null | undefined) {
  return bucket && shownAvatar(image);
}

/**
 * Keeps a picture of a person or an organization under a name that nobody can guess, and answers its path. It is nobody's
 * until `user.image` or `organization.logo` says so.
 */
export async function storeAvatar(
  bucket: R2Bucket,
  owner: string,
  { type, bytes }: Picture,
): Promise<string> {
  const key = randomKey();
  await bucket.put(key, bytes, { httpMetadata: { contentType: type }, customMetadata: { owner } });
  return avatarPath(key);
}

/** Removes a picture that nobody shows any more. */
export async function removeAvatar(bucket: R2Bucket, image: string | null | undefined): Promise<void> {
  const key = avatarKey(image);
  if (key) await bucket.delete(key);
}

/** True when `image` is the path of a picture that was stored for this person. */
export async function isOwnAvatar(bucket: R2Bucket | undefined, owner: string, image: unknown) {
  const key = typeof image === "string" ? avatarKey(image) : undefined;
  if (!key) return false;
  return (await bucket?.head(key))?.customMetadata?.owner === owner;
}

const hour = 60 * 60 * 1000;
/** At the end of the list two batches come together. */
const pruneBatch = 50;

/**
 * Removes pictures that nobody has: of an upload that was broken off, or of an owner that went without us. Pages has no
 * cron, so uploads look at some others each, from a random place on; names are random, too, so all get their turn.
 */
export async function pruneAvatars(
  bucket: R2Bucket,
  db: Database,
  { now = Date.now(), startAfter = randomKey() } = {},
): Promise<void> {
  const some = { limit: pruneBatch, include: ["customMetadata" as const] };
  const { objects, truncated } = await bucket.list({ ...some, startAfter });
  if (!truncated) objects.push(...(await bucket.list(some)).objects);
  // One that is newer may be on its way to its owner.
  const old = objects.filter(({ uploaded }) => uploaded.getTime() < now - hour);
  const owners = old.flatMap(({ customMetadata }) => customMetadata?.owner ?? []);
  if (old.length === 0) return;
  const listed = sql`(select value from json_each(${JSON.stringify(owners)}))`;
  const [people, organizations] = await db.batch([
    db.select({ image: user.image }).from(user).where(inArray(user.id, listed)),
    db.select({ image: organization.logo }).from(organization).where(inArray(organization.id, listed)),
  ]);
  const shown = new Set([...people, ...organizations].map(({ image }) => avatarKey(image)));
  const orphans = old.map(({ key }) => key).filter((key) => !shown.has(key));
  if (orphans.length > 0) await bucket.delete(orphans);
}

/** 128 bits, in the 22 letters that `avatarKey` knows. */
function randomKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
}
