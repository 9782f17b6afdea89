import { redirect } from "react-router";
import { ownCookie, readOwnCookie } from "./cookies";
import { type Message, messages } from "./messages";

const minuteSeconds = 60;

/** Redirects (303) to a page that then says, once, what happened. `headers` are the cookies of the call that did it. */
export function redirectWithMessage(
  request: Request,
  to: string,
  message: Message,
  headers?: Headers,
): Response {
  const response = redirect(to, { status: 303, headers });
  response.headers.append("Set-Cookie", messageCookie(request, message));
  return response;
}

/** A `Set-Cookie` value with which the next page says what happened. */
export function messageCookie(request: Request, message: Message): string {
  return ownCookie(request, "message", message, minuteSeconds);
}

/** What happened before this page, if anything. */
export function messageFor(request: Request): Message | undefined {
  const named = readOwnCookie(request, "message");
  return named && Object.hasOwn(messages, named) ? (named as Message) : undefined;
}

/** Ends the message once a page has shown it. */
export function messageShown(request: Request): string {
  return ownCookie(request, "message", "", 0);
}
