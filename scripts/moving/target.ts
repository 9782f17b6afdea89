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

/** Every row of a query, page by page in the order of the column `key`. The query ends with its `where`, if it has one. */
export async function* everyRow(target: Target, query: string, key: string): AsyncGenerator<Row> {
  const joined = query.includes(" where ") ? "and" : "where";
  let after = "";
  for (;;) {
    const page = `${query} ${joined} ${key} > ${literal(after)} order by ${key} limit ${perPage}`;
    const [rows = []] = await target.read(page);
    yield* rows;
    if (rows.length < perPage) return;
    after = String(rows.at(-1)?.[key]);
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
