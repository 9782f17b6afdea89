/** A row as the database has it: columns by their names there. */
export type Row = Record<string, string | number | null>;

/**
 * What moves in together or not at all: a person or an organization, with the rows of other tables that belong to it, in
 * the order in which they can be written.
 */
export interface Entry {
  /** Where it stands in the file, for messages: `line 12`. */
  at: string;
  rows: [table: string, row: Row][];
  /** What does not come with it, and why. */
  notes: string[];
}

/** Something of the file that cannot move in, with the reason. */
interface Refusal {
  at: string;
  refused: string;
}

/** What reading a file gives, one after the other. */
export type Found = Entry | Refusal;

/** The one row that an entry is about. */
export function headOf({ rows: [first] }: Entry): { table: string; row: Row } {
  if (!first) throw new Error("an entry has at least one row");
  return { table: first[0], row: first[1] };
}

/** The rows of one table in an entry. */
export function rowsOf({ rows }: Entry, table: string): Row[] {
  return rows.filter(([name]) => name === table).map(([, row]) => row);
}
