import { type MiddlewareFunction, redirect } from "react-router";
import { authContext } from "../context";
import { returnToOf } from "../forms/return-to";
import { putCookiesFirst } from "./session-cookies.server";

/** Sends people who are signed in on to where they wanted to go. Without a session cookie it costs no query. */
export const requireVisitor: MiddlewareFunction<Response> = async ({ request, url, context }, next) => {
  const { headers, response: session } = await context
    .get(authContext)
    .api.getSession({ headers: request.headers, returnHeaders: true });
  if (session) throw redirect(returnToOf(url), { headers });
  return putCookiesFirst(headers, await next());
};
