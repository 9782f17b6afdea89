import { authContext } from "~/context";
import type { Route } from "./+types/$";

/** better-auth's own endpoints, with its rate limits and its origin check. */
async function handle({ request, context }: Route.LoaderArgs | Route.ActionArgs) {
  const response = await context.get(authContext).handler(request);
  // Its limiter names the wait in a header of its own; programs look for the standard one (RFC 9110 10.2.3).
  const wait = response.headers.get("X-Retry-After");
  if (wait) response.headers.set("Retry-After", wait);
  return response;
}

export { handle as action, handle as loader };
