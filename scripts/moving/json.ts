import { type Fields, isFields } from "./fields";

/** A record of a JSON file: the name of its list ("" for a file that is one list), and the line on which it begins. */
export interface JsonRecord {
  list: string;
  line: number;
  fields?: Fields;
}

/**
 * Reads the records of a JSON file that is a list, or an object of lists. One after the other, so that a damaged one is
 * told by its line and the others are read: `fields` is missing there.
 */
export function* readJson(text: string): Generator<JsonRecord> {
  const open: string[] = [];
  let line = 1;
  let begins = { at: 0, line: 1 };
  let name = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\n") line++;
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (open.join("") === "{") name = text.slice(at + 1, end);
      at = end;
    } else if (sign === "{" || sign === "[") {
      if (sign === "{" && isList(open)) begins = { at, line };
      open.push(sign);
    } else if (sign === "}" || sign === "]") {
      open.pop();
      if (sign !== "}" || !isList(open)) continue;
      const list = open.length === 1 ? "" : name;
      yield { list, line: begins.line, fields: parsed(text.slice(begins.at, at + 1)) };
    }
  }
}

/** True between the records of a list that is the file, or is directly in the file's object. */
function isList(open: string[]): boolean {
  const path = open.join("");
  return path === "[" || path === "{[";
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end;
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
