import { authContext } from "~/context";
import type { Route } from "./+types/$";

/** better-auth's own endpoints, with its rate limits and its origin check. */
function handle({ request, context }: Route.LoaderArgs | Route.ActionArgs) {
  return context.get(authContext).handler(request);
}

export { handle as action, handle as loader };
