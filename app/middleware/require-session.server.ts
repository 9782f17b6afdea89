import { type MiddlewareFunction, redirectDocument } from "react-router";
import { touchSession } from "../auth/sessions.server";
import { authContext, databaseContext, sessionContext } from "../context";
import { actsFor } from "../request-scope.server";
import { putCookiesFirst } from "./session-cookies.server";

/**
 * Sends strangers to sign in and back. Reading a page trusts the signed cookie for a minute and then costs one query;
 * whatever changes something asks the database every time.
 */
export const requireSession: MiddlewareFunction<Response> = async ({ request, url, context }, next) => {
  const changes = request.method !== "GET" && request.method !== "HEAD";
  const { headers, response: session } = await context.get(authContext).api.getSession({
    headers: request.headers,
    query: changes ? { disableCookieCache: true } : {},
    returnHeaders: true,
  });
  if (!session) {
    const returnTo = changes ? url.pathname : url.pathname + url.search;
    // A whole document: the pages for visitors are not drawn by the React that is in the browser now.
    throw redirectDocument(`/sign-in?${new URLSearchParams({ returnTo })}`, { headers });
  }
  actsFor(session.session);
  touchSession(context.get(databaseContext), session.session);
  context.set(sessionContext, session);
  return putCookiesFirst(headers, await next());
};
