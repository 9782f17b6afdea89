const minute = 60 * 1000;
const hour = 60 * minute;

/** How long after each try that failed the next one comes; after the last of them only an admin sends it. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 24 * hour];

/** When a message that was tried so often is tried next, if it is worth it then; null for never. */
export function nextTry(tries: number, now: Date, worksUntil: Date | null): Date | null {
  const wait = waits[tries - 1];
  if (wait === undefined) return null;
  const at = new Date(now.getTime() + wait);
  return worksUntil && worksUntil <= at ? null : at;
}
