import { eq } from "drizzle-orm";
import type { Database } from "./db.server";
import { profile } from "./schema";

type Profile = typeof profile.$inferSelect;

/** What somebody told about themselves; empty until they do. */
export async function profileOf(db: Database, userId: string): Promise<Profile> {
  const [row] = await db.select().from(profile).where(eq(profile.userId, userId));
  return row ?? { userId, bio: "", website: "" };
}

export async function saveProfile(db: Database, { userId, bio, website }: Profile): Promise<void> {
  const set = { bio, website };
  await db
    .insert(profile)
    .values({ userId, ...set })
    .onConflictDoUpdate({ target: profile.userId, set });
}
