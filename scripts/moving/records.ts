import { readCsv } from "./csv";
import type { Fields } from "./fields";
import { readJson } from "./json";

/** A record of a file: the name of its list, where there are several; without `fields` when it cannot be read. */
export interface FileRecord {
  at: string;
  list: string;
  fields?: Fields;
}

/** A file that was named, with its text. */
export interface SourceFile {
  name: string;
  text: string;
}

/** The records of files, CSV or JSON by their content, with the name of the file where there are several. */
export function* readRecords(files: SourceFile[]): Generator<FileRecord> {
  for (const { name, text } of files) {
    const place = (line: number) => (files.length > 1 ? `${name}, line ${line}` : `line ${line}`);
    if (/^\uFEFF?\s*[[{]/.test(text))
      for (const { list, line, fields } of readJson(text)) yield { at: place(line), list, fields };
    else for (const { line, fields } of readCsv(text)) yield { at: place(line), list: "", fields };
  }
}
