import { databaseContext } from "~/context";
import { databaseState } from "~/db/migrations.server";
import type { Route } from "./+types/health";

/** 200 when the app can serve; 503 that names what is wrong. A configuration that cannot serve never gets here. */
export async function loader({ context }: Route.LoaderArgs) {
  const { problem } = await databaseState(context.get(databaseContext));
  if (!problem) return Response.json({ status: "ok" });
  return Response.json({ status: "failing", problems: [problem] }, { status: 503 });
}
