import { href, type MiddlewareFunction, redirectDocument } from "react-router";
import { sessionContext } from "../context";
import { messageCookie } from "../forms/message.server";

/** Runs after `requireSession`. Sends guests to where their account becomes one of their own: the page needs one. */
export const requireAccount: MiddlewareFunction<Response> = ({ request, context }) => {
  if (!context.get(sessionContext).user.isAnonymous) return;
  // A whole document: the pages for visitors are not drawn by the React that is in the browser now.
  throw redirectDocument(href("/sign-up"), {
    status: 303,
    headers: { "Set-Cookie": messageCookie(request, "guest-first") },
  });
};
