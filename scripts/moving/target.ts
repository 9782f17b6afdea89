import type { Row } from "./entry";

/** The database that is read and written. */
export interface Target {
  /** The rows of each query, all of one moment. */
  read(...queries: string[]): Promise<Row[][]>;
  /** Runs all statements or none. Throws a `ConstraintError` when a row does not fit to what is there. */
  write(statements: string[]): Promise<void>;
}

/** A row that does not fit: its key is taken, or what it belongs to is not there. */
export class ConstraintError extends Error {
  override name = "ConstraintError";
}

/** By its name: a command's own modules are not those of the app's, which run beside them. */
export function isConstraintError(error: unknown): error is Error {
  return error instanceof Error && error.name === "ConstraintError";
}

const perPage = 25_000;

/** A query with the column by which its rows are read in pages, and what takes each row. It ends with its `where`, if any. */
interface Reading {
  query: string;
  key: string;
  take: (row: Row) => void;
}

/** Hands every row of the queries to what takes it: all queries at once, page by page. */
export async function readAll(target: Target, readings: Reading[]): Promise<void> {
  let open = readings.map((reading) => ({ ...reading, after: "" }));
  while (open.length > 0) {
    const pages = await target.read(
      ...open.map(({ query, key, after }) => {
        const joined = query.includes(" where ") ? "and" : "where";
        return `${query} ${joined} ${key} > ${literal(after)} order by ${key} limit ${perPage}`;
      }),
    );
    open = open.flatMap((reading, index) => {
      const rows = pages[index] ?? [];
      for (const row of rows) reading.take(row);
      return rows.length < perPage ? [] : [{ ...reading, after: String(rows.at(-1)?.[reading.key]) }];
    });
  }
}

/** A value as SQL. */
export function literal(value: string | number | null): string {
  if (value === null) return "null";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "null";
  // A NUL would end the statement.
  if (value.includes("\0")) return `cast(x'${Buffer.from(value).toString("hex")}' as text)`;
  return `'${value.replaceAll("'", "''")}'`;
}
