import { sql } from "drizzle-orm";
import { databaseContext } from "~/context";
import { logError } from "~/request-scope.server";
import journal from "../../../drizzle/meta/_journal.json";
import type { Route } from "./+types/health";

/** 200 when the app can serve; 503 that names what is wrong. A configuration that cannot serve never gets here. */
export async function loader({ context }: Route.LoaderArgs) {
  try {
    const applied = await context
      .get(databaseContext)
      .all<{ name: string }>(sql`select name from d1_migrations order by id desc limit 1`);
    const newest = journal.entries.at(-1)?.tag;
    if (applied[0]?.name === `${newest}.sql`) return Response.json({ status: "ok" });
    return failing(
      `The database lacks migrations: it is at ${applied[0]?.name}, the app at ${newest}. Run \`npm run deploy\`.`,
    );
  } catch (error) {
    logError("health check failed", error);
    return failing("The database does not answer, or has no migrations: run `npm run doctor`.");
  }
}

function failing(problem: string): Response {
  return Response.json({ status: "failing", problems: [problem] }, { status: 503 });
}
