import type { MiddlewareFunction } from "react-router";
import { envContext } from "../context";

/**
 * Refuses requests that change something and come from another site: `Sec-Fetch-Site` first, the `Origin` header where
 * a browser does not send it (OWASP CSRF cheat sheet, ASVS 3.5.1, 3.5.8). `/api/auth/*` is left to better-auth, which
 * knows the trusted origins.
 */
export const refuseCrossSite: MiddlewareFunction<Response> = async ({ request, context }, next) => {
  if (isSafe(request.method) || new URL(request.url).pathname.startsWith("/api/auth/")) return next();
  const env = context.get(envContext);
  if (isFromHere(request.headers, env.BETTER_AUTH_URL)) return next();
  return new Response("Forbidden: this form was sent from another site.\n", {
    status: 403,
    headers: { "Content-Type": "text/plain; charset=utf-8", Vary: "Sec-Fetch-Site, Origin" },
  });
};

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** Neither header means no browser of the last years: nothing to forge with. */
function isFromHere(headers: Headers, baseUrl: string): boolean {
  const site = headers.get("Sec-Fetch-Site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("Origin");
  return origin === null || origin === baseUrl;
}
