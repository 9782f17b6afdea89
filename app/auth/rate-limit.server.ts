import type { Database } from "../db/db.server";
import { countAttempt } from "./attempts.server";
import { limitedPaths } from "./plugins/attempt-limits.server";

const minute = 60;

/** better-auth's own limit, for endpoints that `attemptLimits` does not count: 100 a minute and address, in the same table. */
export function rateLimit(db: Database) {
  return {
    enabled: true,
    window: minute,
    max: 100,
    // A session check costs no query, and the paths of `attemptLimits` are counted there, for forms as well.
    customRules: Object.fromEntries(["/get-session", ...limitedPaths].map((path) => [path, false as const])),
    customStorage: {
      consume: async (key: string, { window, max }: { window: number; max: number }) => {
        const wait = await countAttempt(db, [{ key, max, windowSeconds: window }]);
        return { allowed: wait === 0, retryAfter: wait || null };
      },
    },
  };
}
