import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { documentContext } from "./context";
import { DrawnDocument } from "./document-facts";
import { logError } from "./request-scope.server";

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
) {
  const document = context.get(documentContext);
  const { nonce } = document;
  let failed = false;
  const body = await renderToReadableStream(
    <DrawnDocument value={document}>
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
    </DrawnDocument>,
    {
      nonce,
      signal: request.signal,
      onError(error) {
        failed = true;
        logError("page did not render", error);
      },
    },
  );
  if (isbot(request.headers.get("User-Agent") ?? "")) await body.allReady;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(body, { status: failed ? 500 : status, headers });
}

/** Mistakes of callers (4xx) are answers, not errors. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  const isMistake = isRouteErrorResponse(error) && error.status < 500;
  if (!isMistake && !request.signal.aborted) logError("request failed", error);
};
