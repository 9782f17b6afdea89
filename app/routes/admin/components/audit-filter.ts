import { z } from "zod";
import type { AuditFilter } from "~/db/audit.server";

const text = z.string().trim().max(100).catch("");
const day = z.iso.date().or(z.literal("")).catch("");

const filter = z.object({
  event: text,
  detail: text,
  outcome: z.enum(["success", "failure", ""]).catch(""),
  by: text,
  about: text,
  from: day,
  to: day,
});

/** The filter of the audit log as it is in the form and in the address; what cannot be read is as if it were not there. */
export type AuditQuery = z.output<typeof filter>;

/** Reads the filter from a URL. */
export function auditQueryOf(url: URL): AuditQuery {
  return filter.parse(Object.fromEntries(url.searchParams));
}

/** The same for the database. */
export function auditFilterOf({ event, detail, outcome, by, about, from, to }: AuditQuery): AuditFilter {
  return { event, detail, outcome: outcome || undefined, actorId: by, subjectId: about, from, to };
}

/** The same as a query string, without what is empty. */
export function auditSearch(query: AuditQuery, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...query, ...more }).filter(([, value]) => value !== "");
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}
