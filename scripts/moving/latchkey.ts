import { type Entry, type Found, type Row, rowsOf } from "./entry";
import { type Fields, isFields } from "./fields";
import { type Belonging, columnsOf, ofOrganization, ofUser } from "./tables";

/** The name of the format with its version (docs/export-format.md). */
export const format = "latchkey-1";

const heads: Record<string, Belonging[]> = {
  user: ofUser,
  organization: ofOrganization,
  sign_up_invitation: [],
};

/** An entry as a line of an export: its rows by table, the row that it is about under `type`. */
export function lineOf(type: string, head: Row, belongings: [table: string, rows: Row[]][]): string {
  const lists = belongings.filter(([, rows]) => rows.length > 0);
  return JSON.stringify({ type, [type]: head, ...Object.fromEntries(lists) });
}

/** Reads what `npm run export` wrote, line by line. */
export async function* fromLatchkey(lines: AsyncIterable<string>): AsyncGenerator<Found> {
  let line = 0;
  for await (const text of lines) {
    const at = `line ${++line}`;
    if (text.trim() === "") continue;
    const fields = parsed(text);
    if (line === 1) {
      if (fields?.format === format) continue;
      yield { at, refused: `the file does not begin with the format ${format}` };
      return;
    }
    yield fields ? read(at, fields) : { at, refused: "it is no line of JSON" };
  }
}

function read(at: string, { type, ...tables }: Fields): Found {
  const belongings = typeof type === "string" && Object.hasOwn(heads, type) ? heads[type] : undefined;
  if (typeof type !== "string" || !belongings)
    return { at, refused: `there is no type ${JSON.stringify(type)}` };
  const entry: Entry = { at, notes: [], rows: [] };
  const known = [type, ...belongings.map(({ table }) => table)];
  const stranger = Object.keys(tables).find((table) => !known.includes(table));
  if (stranger) return { at, refused: `it has ${stranger}, which is not known here` };
  for (const table of known)
    for (const row of [tables[table] ?? []].flat()) {
      const problem = problemOf(table, row);
      if (problem) return { at, refused: problem };
      entry.rows.push([table, row as Row]);
    }
  const strayed = strayedRow(type, entry, belongings);
  return strayed ? { at, refused: strayed } : entry;
}

/** A line is one person or organization: what it holds belongs to that one, and to nobody who is here already. */
function strayedRow(type: string, entry: Entry, belongings: Belonging[]): string | undefined {
  const [head, ...more] = rowsOf(entry, type);
  const id = head?.[type === "sign_up_invitation" ? "address" : "id"];
  if (typeof id !== "string" || id === "" || more.length > 0) return `it is not about one ${type}`;
  for (const { table, key, via } of belongings) {
    const owners = via ? rowsOf(entry, via).map((row) => row.id) : [id];
    if (rowsOf(entry, table).some((row) => !owners.includes(row[key] ?? null)))
      return `a row of ${table} belongs to somebody else`;
  }
}

function problemOf(table: string, row: unknown): string | undefined {
  if (!isFields(row)) return `a row of ${table} is no object`;
  const columns = columnsOf(table);
  for (const [name, value] of Object.entries(row)) {
    if (!columns?.has(name)) return `${table} has no column ${name} here`;
    if (value !== null && typeof value !== "string" && typeof value !== "number")
      return `${table}.${name} is neither text nor a number`;
  }
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
