import * as build from "virtual:react-router/server-build";
import { createRequestHandler } from "@react-router/cloudflare";
import { getLoadContext } from "./load-context";
import { withBaseHeaders } from "./middleware/secure-headers.server";

const handle = createRequestHandler({ build, getLoadContext });

/** Pages' handler for every path that is not a static file. */
export const onRequest: PagesFunction<object> = async (context) =>
  withBaseHeaders(isKnownMethod(context.request) ? await handle(context) : methodNotAllowed());

/** React Router fails on other methods before any middleware runs. OPTIONS is for browsers that call the endpoints. */
function isKnownMethod({ method, url }: Request): boolean {
  if (method === "OPTIONS") return new URL(url).pathname.startsWith("/api/auth/");
  return ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].includes(method);
}

function methodNotAllowed(): Response {
  return new Response("Method Not Allowed\n", {
    status: 405,
    headers: { Allow: "GET, HEAD, POST", "Content-Type": "text/plain; charset=utf-8" },
  });
}
