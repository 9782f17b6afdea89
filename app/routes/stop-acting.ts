import { isAPIError } from "better-auth/api";
import { href, redirect } from "react-router";
import { authContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import type { Route } from "./+types/stop-acting";

/** A GET changes nothing: there is a button on every page while an admin acts for somebody. */
export function loader() {
  return redirect(href("/dashboard"));
}

/** An admin is themselves again, on the page of the person whom they acted for. */
export async function action({ request, context }: Route.ActionArgs) {
  const { user } = context.get(sessionContext);
  try {
    const { headers } = await context
      .get(authContext)
      .api.stopImpersonating({ headers: request.headers, returnHeaders: true });
    const person = href("/admin/users/:userId/access", { userId: user.id });
    return redirectWithMessage(request, person, "acting-ended", headers);
  } catch (error) {
    // Pressed twice, or the admin's own session is over meanwhile: there is nothing to go back to.
    if (!isAPIError(error)) throw error;
    return redirect(href("/dashboard"), 303);
  }
}
