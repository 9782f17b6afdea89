import { href, redirect } from "react-router";
import { authContext } from "~/context";
import { withQuery } from "~/forms/return-to";
import type { Route } from "./+types/$";

/** better-auth's own endpoints, with its rate limits and its origin check. */
async function handle({ request, context }: Route.LoaderArgs | Route.ActionArgs) {
  const response = await context.get(authContext).handler(request);
  // Its limiter names the wait in a header of its own; programs look for the standard one (RFC 9110 10.2.3).
  const wait = response.headers.get("X-Retry-After");
  if (wait) response.headers.set("Retry-After", wait);
  const isCallback = new URL(request.url).pathname.startsWith("/api/auth/callback/");
  return isCallback && response.status >= 400 ? inWords(response) : response;
}

/** A person comes back from a provider here, and gets a page, never an answer for programs. */
function inWords({ status }: Response): Response {
  const error = status === 429 ? "too_many_attempts" : "server_error";
  return redirect(withQuery(href("/sign-in/problem"), { error }));
}

export { handle as action, handle as loader };
