import { type SQL, sql } from "drizzle-orm";
import { adminRole } from "../auth/admin-role";
import { userSearch } from "./user-search.server";

/** What an account is; the first that is true of it. */
export type UserState = "guest" | "banned" | "unconfirmed" | "confirmed";

/** Which people; all of them where nothing is said. */
export interface UserFilter {
  /** What is known of them: see `userSearch`. */
  search?: string;
  role?: "admin" | "user";
  state?: UserState;
  /** By what they sign in: `credential` for a password, the id of a provider, or `passkey`. */
  way?: string;
  twoFactor?: "on" | "off";
  /** Days (UTC) on which the account was made, `2026-01-31`, both of them included. */
  from?: string;
  to?: string;
}

/** One thing that is asked of people. */
export interface Condition {
  is: SQL;
  /** Queries for the ids of those of whom it is true, each by an index; none where those are nearly all. */
  ids?: SQL[];
  /** By what an index has them in the order of when they were made: a value of its own, or that time itself. */
  inOrderBy?: "value" | "time";
}

/** The state of an account as an index has it. */
export const stateOf = sql.raw(
  `(case when "user"."is_anonymous" = 1 then 'guest' when "user"."banned" = 1 then 'banned'
    when "user"."email_verified" = 1 then 'confirmed' else 'unconfirmed' end)`,
);

/** Everything that is asked for, each in SQL. */
export function conditionsOf(filter: UserFilter): Condition[] {
  const { search = "", role, state, way, twoFactor } = filter;
  const found = userSearch(search);
  return [
    found && { is: found.matches, ids: found.byIndex.map(idsOf) },
    way ? byWay(way) : undefined,
    role && byRole(role),
    state && indexed("value", sql`${stateOf} = ${state}`),
    twoFactor &&
      indexed("value", sql`coalesce("user"."two_factor_enabled", 0) = ${twoFactor === "on" ? 1 : 0}`),
    filter.from || filter.to ? indexed("time", made(filter)) : undefined,
  ].filter((condition) => condition !== undefined);
}

function indexed(inOrderBy: "value" | "time", is: SQL): Condition {
  return { is, inOrderBy, ids: [idsOf(is)] };
}

function idsOf(is: SQL): SQL {
  return sql`select "user".id from user where ${is}`;
}

function byRole(role: "admin" | "user"): Condition {
  const isAdmin = sql`instr(',' || coalesce("user"."role", '') || ',', ${`,${adminRole},`}) > 0`;
  if (role === "user") return { is: sql`not ${isAdmin}` };
  return { is: isAdmin, ids: [idsOf(sql`"user"."role" > '' and ${isAdmin}`)] };
}

function byWay(provider: string): Condition {
  const [theirs, everybodys] =
    provider === "passkey"
      ? [sql`passkey as way where`, sql`passkey as way where way.user_id > ''`]
      : [
          sql`account as way where way.provider_id = ${provider} and`,
          sql`account as way where way.provider_id = ${provider}`,
        ];
  return {
    is: sql`exists (select 1 from ${theirs} way.user_id = "user"."id")`,
    ids: [sql`select distinct way.user_id as id from ${everybodys}`],
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/** The end of the last day, in milliseconds since 1970. */
export function endOf({ to }: UserFilter): number {
  return to ? Date.parse(to) + dayMs : Number.MAX_SAFE_INTEGER;
}

function made(filter: UserFilter): SQL {
  const since = filter.from ? Date.parse(filter.from) : 0;
  return sql`("user"."created_at" >= ${since} and "user"."created_at" < ${endOf(filter)})`;
}
