const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after a failure the next try comes, as Standard Webhooks proposes; after the last one there is none. */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** How long a delivery can take, in words. */
export const triesInWords = `${waits.length + 1} times within three days`;

/** When a delivery that has failed `tries` times is tried again; null when that was the last time. */
export function nextTry(tries: number, now: Date): Date | null {
  const wait = waits[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

/** An endpoint that has failed for this long is disabled. */
export const failingForMs = 5 * 24 * hour;
