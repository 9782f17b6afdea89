import { drizzleAdapter } from "better-auth/adapters/drizzle";
import * as schema from "../db/schema";
import type { AuthServices } from "./auth.server";
import { keepLastAdmin } from "./last-admin.server";
import { keepLimits } from "./limits-at-once.server";
import { knowSizes } from "./member-count.server";
import { splitLongLists } from "./split-lists.server";
import { refuseTakenSlugs } from "./taken-slugs.server";

/** better-auth's way to the tables, with what D1 asks for and what the tables' own rules refuse in words. */
export function databaseAdapter({ env, db }: Pick<AuthServices, "env" | "db">) {
  const adapter = splitLongLists(drizzleAdapter(db, { provider: "sqlite", schema }));
  return keepLimits({ env, db }, knowSizes(db, keepLastAdmin(refuseTakenSlugs(adapter))));
}
