import { sql } from "drizzle-orm";
import { stateOf, type UserState } from "./user-filter.server";
import { lastUsed } from "./user-sorts.server";

/** Somebody as the console lists them. */
export interface ListedUser {
  id: string;
  name: string;
  email: string;
  username: string | null;
  phoneNumber: string | null;
  role: string | null;
  state: UserState;
  banReason: string | null;
  banExpires: Date | null;
  hasTwoFactor: boolean;
  createdAt: Date;
  /** Exact to an hour. */
  lastUsedAt: Date | null;
}

/** The same as the database answers it, with what the list is ordered by. */
export interface UserRow
  extends Omit<ListedUser, "banExpires" | "hasTwoFactor" | "createdAt" | "lastUsedAt"> {
  banExpires: number | null;
  hasTwoFactor: number;
  createdAt: number;
  lastUsedAt: number | null;
  key: string | number;
}

/** What is selected from `user` for it. */
export const columns = sql`
  "user".id, "user".name, "user".email, "user".username, "user".phone_number as phoneNumber, "user".role,
  ${stateOf} as state, "user".ban_reason as banReason, "user".ban_expires as banExpires,
  coalesce("user".two_factor_enabled, 0) as hasTwoFactor, "user".created_at as createdAt, ${lastUsed} as lastUsedAt`;

/** Turns times into dates. */
export function asUser({ key: _, ...row }: UserRow): ListedUser {
  return {
    ...row,
    hasTwoFactor: row.hasTwoFactor === 1,
    createdAt: new Date(row.createdAt),
    banExpires: asDate(row.banExpires),
    lastUsedAt: asDate(row.lastUsedAt),
  };
}

function asDate(time: number | null): Date | null {
  return time === null ? null : new Date(time);
}
