import { type MiddlewareFunction, redirect } from "react-router";
import { isFresh } from "../auth/sessions.server";
import { sessionContext } from "../context";
import { confirmPath } from "../forms/confirm-path";

/**
 * Runs after `requireSession`. Asks people who proved themselves more than ten minutes ago to do it again and brings
 * them back; whoever tries without an account has nothing to prove themselves by.
 */
export const requireFreshProof: MiddlewareFunction<Response> = async ({ url, context }) => {
  const { user, session } = context.get(sessionContext);
  if (!user.isAnonymous && !isFresh(session)) throw redirect(confirmPath(url.pathname + url.search), 303);
};
