import { sql } from "drizzle-orm";
import journal from "../../drizzle/meta/_journal.json";
import { logError } from "../request-scope.server";
import type { Database } from "./db.server";

/** Whether the database answers, and has the migrations that this build was made for. */
export interface DatabaseState {
  /** The newest migration of the build, and of the database; nothing where it does not answer. */
  newest: string;
  applied?: string;
  /** What is wrong, and what to do about it. */
  problem?: string;
}

/** Asks the database for its newest migration. Never rejects. */
export async function databaseState(db: Database): Promise<DatabaseState> {
  const newest = journal.entries.at(-1)?.tag ?? "";
  try {
    const rows = await db.all<{ name: string }>(sql`select name from d1_migrations order by id desc limit 1`);
    const applied = rows[0]?.name.replace(/\.sql$/, "");
    if (applied === newest) return { newest, applied };
    const problem = `The database lacks migrations: it is at ${rows[0]?.name}, the app at ${newest}. Run \`npm run deploy\`.`;
    return { newest, applied, problem };
  } catch (error) {
    logError("health check failed", error);
    return {
      newest,
      problem: "The database does not answer, or has no migrations: run `npm run doctor`.",
    };
  }
}
