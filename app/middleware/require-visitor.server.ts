import { href, type MiddlewareFunction, redirect } from "react-router";
import { mostAccounts, otherAccounts } from "../auth/device-accounts.server";
import { authContext, guestContext } from "../context";
import { redirectWithMessage } from "../forms/message.server";
import { isAdding, returnToOf } from "../forms/return-to";
import { putCookiesFirst } from "./session-cookies.server";

/**
 * Sends people who are signed in on to where they wanted to go, but for guests, and for those who add another account
 * while there is room for one. Without a session cookie it costs no query.
 */
export const requireVisitor: MiddlewareFunction<Response> = async ({ request, url, context }, next) => {
  const auth = context.get(authContext);
  const { headers, response: session } = await auth.api.getSession({
    headers: request.headers,
    returnHeaders: true,
  });
  const isGuest = session?.user.isAnonymous === true;
  context.set(guestContext, isGuest);
  // Whoever acts for somebody adds no account beside them.
  const isAddingOne = isAdding(url) && !session?.session.impersonatedBy;
  if (session && !isGuest && !isAddingOne) throw redirect(returnToOf(url), { headers });
  if (session && isRead(request)) {
    const { accounts } = await otherAccounts(auth, request, session.user.id);
    if (accounts.length + 1 >= mostAccounts)
      throw redirectWithMessage(request, href("/account/switch"), "accounts-full", headers);
  }
  return putCookiesFirst(headers, await next());
};

function isRead({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}
