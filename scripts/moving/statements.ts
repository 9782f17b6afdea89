import type { Entry, Row } from "./entry";
import { literal } from "./target";

/** D1 takes statements of 100,000 bytes. */
const maxBytes = 90_000;

/** The statements that write the rows of these entries, table after table as each entry has them. */
export function statementsFor(entries: Entry[]): string[] {
  const tables = new Map<string, Row[]>();
  for (const name of entries.flatMap(({ rows }) => rows.map(([table]) => table))) tables.set(name, []);
  for (const [table, row] of entries.flatMap(({ rows }) => rows)) tables.get(table)?.push(row);
  return [...tables].flatMap(([table, rows]) => inserts(table, rows));
}

/** True for a row that no statement can hold. */
export function isTooLong(row: Row): boolean {
  return Buffer.byteLength(valuesOf(Object.keys(row), row)) > maxBytes - 2_000;
}

function inserts(table: string, rows: Row[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const begin = `insert into ${name(table)} (${columns.map(name).join(", ")}) values\n`;
  const statements: string[] = [];
  let values: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const written = valuesOf(columns, row);
    const size = Buffer.byteLength(written) + 2;
    if (values.length > 0 && bytes + size + begin.length > maxBytes) {
      statements.push(`${begin}${values.join(",\n")};`);
      [values, bytes] = [[], 0];
    }
    values.push(written);
    bytes += size;
  }
  return [...statements, `${begin}${values.join(",\n")};`];
}

function valuesOf(columns: string[], row: Row): string {
  return `(${columns.map((column) => literal(row[column] ?? null)).join(", ")})`;
}

function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
