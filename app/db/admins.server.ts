import { sql } from "drizzle-orm";
import { adminRole } from "../auth/admin-role";
import type { Database } from "./db.server";

/** True once somebody is an admin. */
export async function hasAdmin(db: Database): Promise<boolean> {
  const row = await db.get<{ found: number }>(sql`select ${anAdmin} as found`);
  return row.found === 1;
}

/** Makes somebody the first admin, in one statement, so that of two only one is; says whether it was this one. */
export async function becomeFirstAdmin(db: Database, userId: string): Promise<boolean> {
  const made = await db.all(
    sql`update user set role = ${adminRole} where id = ${userId} and not ${anAdmin} returning id`,
  );
  return made.length > 0;
}

/** The addresses of everybody who is an admin; a few people, found by an index of those who have a role at all. */
export async function listAdmins(db: Database): Promise<string[]> {
  const rows = await db.all<{ email: string }>(sql`
    select email from user
    where role is not null and role > '' and instr(',' || role || ',', ${`,${adminRole},`}) > 0`);
  return rows.map(({ email }) => email);
}

/** True when nobody else is an admin who can sign in. */
export async function isLastAdmin(db: Database, userId: string): Promise<boolean> {
  const row = await db.get<{ found: number }>(
    sql`select exists (
      select 1 from user where role is not null and role > '' and id <> ${userId} and coalesce(banned, 0) = 0
      and instr(',' || role || ',', ${`,${adminRole},`}) > 0
    ) as found`,
  );
  return row.found === 0;
}

const anAdmin = sql`exists (
  select 1 from user as other
  where other.role is not null and other.role > '' and instr(',' || other.role || ',', ${`,${adminRole},`}) > 0
)`;
