import { fromAuthjs } from "./authjs";
import { fromBetterAuth } from "./better-auth";
import { fromClerk } from "./clerk";
import type { Found } from "./entry";
import { fromCsv } from "./people-csv";
import { type FileRecord, readRecords, type SourceFile } from "./records";

const sources: Record<string, (records: Iterable<FileRecord>) => Iterable<Found>> = {
  clerk: fromClerk,
  authjs: fromAuthjs,
  "better-auth": fromBetterAuth,
  csv: fromCsv,
};

/** Where people can come from, beside an export of Latchkey. */
export const sourceNames = Object.keys(sources);

/** What the files of another system hold. */
export function foundIn(source: string, files: SourceFile[]): Found[] {
  const read = sources[source];
  if (!read) throw new Error(`${source} is no source`);
  return [...read(readRecords(files))];
}
