import { type MiddlewareFunction, redirect } from "react-router";
import { consoleProofSeconds, isProven } from "../auth/sessions.server";
import { sessionContext } from "../context";
import { confirmPath } from "../forms/confirm-path";

/**
 * Runs after `requireAdmin`. Asks for a proof on entry, which is good for half an hour of reading (ASVS 7.5.3); a form
 * that was opened in time can still be sent half an hour later, so that nothing entered is lost.
 */
export const requireConsoleProof: MiddlewareFunction<Response> = ({ request, url, context }) => {
  const reads = request.method === "GET" || request.method === "HEAD";
  const { session } = context.get(sessionContext);
  if (isProven(session, reads ? consoleProofSeconds : 2 * consoleProofSeconds)) return;
  throw redirect(confirmPath(reads ? url.pathname + url.search : url.pathname), 303);
};
