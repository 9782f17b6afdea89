import { z } from "zod";
import type { UserFilter } from "~/db/user-filter.server";

const day = z.iso.date().or(z.literal("")).catch("");

const query = z.object({
  q: z.string().trim().catch(""),
  role: z.enum(["admin", "user", ""]).catch(""),
  state: z.enum(["confirmed", "unconfirmed", "banned", "guest", ""]).catch(""),
  way: z.string().trim().max(100).catch(""),
  twoFactor: z.enum(["on", "off", ""]).catch(""),
  from: day,
  to: day,
  sort: z.enum(["created", "used", "name", "email"]).catch("created"),
});

/** Which people are asked for, as it is in the form and in the address; what cannot be read is as if it were not there. */
export type UserQuery = z.output<typeof query>;

/** Reads it from a URL. */
export function userQueryOf(url: URL): UserQuery {
  return query.parse(Object.fromEntries(url.searchParams));
}

/** The same for the database. */
export function userFilterOf({ q, role, state, way, twoFactor, from, to }: UserQuery): UserFilter {
  return {
    search: q,
    role: role || undefined,
    state: state || undefined,
    way,
    twoFactor: twoFactor || undefined,
    from,
    to,
  };
}

/** The same as a query string, without what is usual. */
export function userSearchOf(query: UserQuery, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...query, ...more }).filter(
    ([name, value]) => value !== "" && !(name === "sort" && value === "created"),
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}

const place = z.tuple([z.string(), z.string()]).or(z.tuple([z.number(), z.string()]));

/** Where a page begins, from the address; the first page for anything else. A place among names is none among times. */
export function placeIn(url: URL, { sort }: UserQuery): [string | number, string] | undefined {
  const parsed = z
    .string()
    .transform(asJson)
    .pipe(place)
    .safeParse(url.searchParams.get("after") ?? "");
  const isTime = sort === "created" || sort === "used";
  return parsed.success && (typeof parsed.data[0] === "number") === isTime ? parsed.data : undefined;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
