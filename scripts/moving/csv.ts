import type { Fields } from "./fields";

/** A record of a CSV file with the line on which it begins. */
export interface CsvRecord {
  line: number;
  fields: Fields;
}

/** Reads CSV (RFC 4180) whose first line names the columns. A line break inside of quotes belongs to the field. */
export function* readCsv(text: string): Generator<CsvRecord> {
  let header: string[] | undefined;
  for (const { line, values } of lines(text.replace(/^\uFEFF/, ""))) {
    if (values.length === 1 && values[0] === "") continue;
    if (!header) header = values.map((name) => name.trim());
    else yield { line, fields: Object.fromEntries(header.map((name, index) => [name, values[index] ?? ""])) };
  }
}

function* lines(text: string): Generator<{ line: number; values: string[] }> {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  let values: string[] = [];
  let line = 1;
  let begins = 1;
  while (field.lastIndex < text.length || values.length > 0) {
    const from = field.lastIndex;
    const match = field.exec(text);
    if (!match) {
      // A stray quote: the rest of the line is one field, and the record is judged as it is.
      field.lastIndex = from;
      const end = text.slice(from).search(/\r?\n|$/) + from;
      yield { line: begins, values: [...values, text.slice(from, end)] };
      values = [];
      field.lastIndex = Math.min(text.length, end + (text[end] === "\r" ? 2 : 1));
      begins = ++line;
      continue;
    }
    const [whole, quoted, plain = "", end] = match;
    values.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ",") continue;
    yield { line: begins, values };
    values = [];
    begins = line;
    if (end === "") return;
  }
}
