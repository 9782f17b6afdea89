import type { MiddlewareFunction } from "react-router";
import { documentContext } from "../context";
import { messageFor, messageShown } from "../forms/message.server";
import { themeOf } from "../forms/theme";
import { localeOf, placeOf, timeZoneOf } from "../locality.server";
import { withRequestScope } from "../request-scope.server";

/** Gives the request its id, nonce, theme and reader, and a scope for background work. */
export const trackRequest: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  const requestId = request.headers.get("cf-ray") ?? crypto.randomUUID();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const { ctx, cf } = context.cloudflare;
  const locale = localeOf(request.headers);
  const timeZone = timeZoneOf(cf);
  context.set(documentContext, { nonce, requestId, theme: themeOf(request), locale, timeZone });
  const scope = {
    requestId,
    headers: request.headers,
    place: placeOf(request.headers, cf),
    waitUntil: (work: Promise<unknown>) => ctx.waitUntil(work),
  };
  const response = await withRequestScope(scope, next);
  response.headers.set("X-Request-Id", requestId);
  if (showsMessage(request, response)) response.headers.append("Set-Cookie", messageShown(request));
  return response;
};

/** A message is over once a page was drawn with it; a redirect hands it on. */
function showsMessage(request: Request, response: Response): boolean {
  const type = response.headers.get("Content-Type") ?? "";
  const isPage = type.startsWith("text/html") || type.startsWith("text/x-script");
  return isPage && response.status < 300 && response.status !== 202 && messageFor(request) !== undefined;
}
