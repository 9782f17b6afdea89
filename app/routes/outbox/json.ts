import { databaseContext } from "~/context";
import { outboxMessages } from "~/db/outbox.server";
import type { Route } from "./+types/json";

/** The outbox for programs, newest first: `?to=` chooses one address. */
export async function loader({ url, context }: Route.LoaderArgs) {
  return Response.json(await outboxMessages(context.get(databaseContext), url.searchParams.get("to")));
}
