import type { Database } from "./db.server";
import { tally } from "./schema";

/** How many people and organizations there are now, as triggers have counted them. */
export async function readTallies(db: Database): Promise<{ users: number; organizations: number }> {
  const counts = new Map((await db.select().from(tally)).map(({ name, count }) => [name, count]));
  return { users: counts.get("user") ?? 0, organizations: counts.get("organization") ?? 0 };
}
