import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** A place in a list that is newest first: what comes after it is older. */
export interface Cursor {
  at: number;
  id: string;
}

/** Where a page begins, from its URL: the time and id of the last row of the page before. Anything else is the first page. */
export function cursorOf(text: string | null): Cursor | undefined {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text ?? "") ?? [];
  return at && id ? { at: Number(at), id } : undefined;
}

/** The rows after a place, by the columns that order the list; all of them without one. */
export function olderThan(
  columns: { at: SQLiteColumn; id: SQLiteColumn },
  place: Cursor | undefined,
): SQL | undefined {
  if (!place) return undefined;
  // As one value, so that the index leads to the place.
  return sql`(${columns.at}, ${columns.id}) < (${place.at}, ${place.id})`;
}

/** One page of rows that were read one further than it is long, and as text where the next page begins. */
export function pageOf<Row extends { id: string }>(rows: Row[], length: number, timeOf: (row: Row) => Date) {
  const shown = rows.slice(0, length);
  const last = rows.length > length ? shown.at(-1) : undefined;
  return { rows: shown, older: last && `${timeOf(last).getTime()}.${last.id}` };
}
