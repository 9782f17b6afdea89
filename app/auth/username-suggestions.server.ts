import { inArray } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { user } from "../db/schema";
import { isReservedUsername } from "./reserved-usernames";

export const minUsernameLength = 3;
export const maxUsernameLength = 30;

const mostSuggestions = 2;

/** Up to two usernames that are free, like the one that is not: from the person's name, and with a number. */
export async function suggestUsernames(db: Database, wanted: string, name: string): Promise<string[]> {
  const candidates = candidatesFor(wanted, name, Math.floor(Math.random() * 900) + 100);
  const taken = await db
    .select({ username: user.username })
    .from(user)
    .where(inArray(user.username, candidates));
  return candidates
    .filter((candidate) => !taken.some(({ username }) => username === candidate))
    .slice(0, mostSuggestions);
}

function candidatesFor(wanted: string, name: string, number: number): string[] {
  const words = plainLetters(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const base = plainLetters(wanted)
    .replace(/[^a-z0-9_.]/g, "")
    .slice(0, maxUsernameLength - 4);
  const made = [words.join("."), words.join("_"), `${base}${number}`, `${base}_${number}`];
  return [...new Set(made)].filter(
    (candidate) =>
      candidate.length >= minUsernameLength &&
      candidate.length <= maxUsernameLength &&
      candidate !== wanted.toLowerCase() &&
      !isReservedUsername(candidate),
  );
}

/** Without accents: é is an e. */
function plainLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
