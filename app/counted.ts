/** Nobody counts further than this; one more stands for all the others. */
export const countedUpTo = 100;

/** A number that was counted up to one more than `countedUpTo`. */
export function inFigures(count: number): string {
  return count > countedUpTo ? `${countedUpTo}+` : String(count);
}
