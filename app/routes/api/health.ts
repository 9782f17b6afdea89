import { sql } from "drizzle-orm";
import { databaseContext } from "~/context";
import { logError } from "~/request-scope.server";
import type { Route } from "./+types/health";

/** 200 when the app can serve; 503 that names what is wrong. A configuration that cannot serve never gets here. */
export async function loader({ context }: Route.LoaderArgs) {
  try {
    await context.get(databaseContext).run(sql`select 1 from attempt limit 1`);
    return Response.json({ status: "ok" });
  } catch (error) {
    logError("health check failed", error);
    const problem = "The database does not answer, or its migrations are not applied: run `npm run doctor`.";
    return Response.json({ status: "failing", problems: [problem] }, { status: 503 });
  }
}
