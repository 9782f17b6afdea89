/** A record of another system, as its file has it. */
export type Fields = Record<string, unknown>;

/** The field by the first of these names that is there, in camel case or with underscores, as text; "" without one. */
export function text(fields: Fields, ...names: string[]): string {
  const value = fieldOf(fields, names);
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

/** True for true, 1, yes, and for a date: some systems keep when something was confirmed. */
export function isSet(fields: Fields, ...names: string[]): boolean {
  const value = fieldOf(fields, names);
  if (typeof value !== "string") return Boolean(value);
  return !["", "0", "f", "n", "no", "off", "false", "null"].includes(value.trim().toLowerCase());
}

/** A moment in milliseconds, from a date or a number of seconds or milliseconds; undefined for anything else. */
export function moment(fields: Fields, ...names: string[]): number | undefined {
  const value = fieldOf(fields, names);
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return Math.round(Math.abs(number) < 1e11 ? number * 1000 : number);
  // What says no zone is UTC, as databases write it.
  const written = String(value)
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(:\d\d(\.\d+)?)?)$/, "$1T$2Z");
  const parsed = Date.parse(
    written.replace(/^(\d{4}-\d\d-\d\d) (\d)/, "$1T$2").replace(/([+-]\d\d)$/, "$1:00"),
  );
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** The list by one of these names; empty without one. */
export function list(fields: Fields, ...names: string[]): Fields[] {
  const value = fieldOf(fields, names);
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The record by one of these names; empty without one. */
export function part(fields: Fields, ...names: string[]): Fields {
  const value = fieldOf(fields, names);
  return isFields(value) ? value : {};
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldOf(fields: Fields, names: string[]): unknown {
  for (const name of names)
    for (const written of [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)])
      if (fields[written] !== undefined && fields[written] !== null) return fields[written];
}
