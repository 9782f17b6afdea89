import { inArray } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { user } from "../db/schema";
import type { Env } from "../env.server";
import { avatarKey, avatarPath, shownAvatar } from "./avatar-path";
import type { Picture } from "./picture.server";

/** The path of somebody's picture where it can be shown; nothing where initials stand in for it. */
export function avatarOf({ AVATARS: bucket }: Pick<Env, "AVATARS">, image: string | null | undefined) {
  return bucket && shownAvatar(image);
}

/** Keeps a picture under a name that nobody can guess, and answers its path. It is nobody's picture until `user.image` says so. */
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
/** D1 takes 100 parameters in a statement; at the end of the list two batches come together. */
const pruneBatch = 50;

/**
 * Removes pictures that nobody has: of an upload that was broken off, or of an account that went without us. Pages has no
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
  const people = await db.select({ image: user.image }).from(user).where(inArray(user.id, owners));
  const shown = new Set(people.map(({ image }) => avatarKey(image)));
  const orphans = old.map(({ key }) => key).filter((key) => !shown.has(key));
  if (orphans.length > 0) await bucket.delete(orphans);
}

/** 128 bits, in the 22 letters that `avatarKey` knows. */
function randomKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
}
