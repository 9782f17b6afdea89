import type { MiddlewareFunction } from "react-router";
import { botCheckContext, documentContext } from "../context";

const twoYears = 2 * 365 * 24 * 60 * 60;

/** On every response, whatever made it (ASVS 3.4). */
const baseHeaders: Record<string, string> = {
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Strict-Transport-Security": `max-age=${twoYears}; includeSubDomains`,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Links in mails carry a token in their address: nothing of it reaches another origin.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
  "Cache-Control": "no-store",
};

/** Gives documents a policy for the nonce of this response; `withBaseHeaders` adds the rest. */
export const secureHeaders: MiddlewareFunction<Response> = async ({ context }, next) => {
  const response = await next();
  if (response.headers.get("Content-Type")?.startsWith("text/html"))
    response.headers.set(
      "Content-Security-Policy",
      documentPolicy(context.get(documentContext).nonce, { botCheck: context.get(botCheckContext) }),
    );
  return response;
};

/** Adds what is not set yet. Wraps the whole handler, for answers that no middleware sees. */
export function withBaseHeaders(response: Response): Response {
  const secured = new Response(response.body, response);
  for (const [name, value] of Object.entries(baseHeaders))
    if (!secured.headers.has(name)) secured.headers.set(name, value);
  return secured;
}

/** CSP level 3, strict: only scripts with this response's nonce, and what they load. */
function documentPolicy(nonce: string, { botCheck }: { botCheck: boolean }): string {
  const directives: Record<string, string> = {
    "default-src": "'none'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'`,
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
  };
  if (botCheck) {
    // Its script comes in by the nonce. It writes its frame by itself, and is not known to work under Trusted Types.
    directives["frame-src"] = "https://challenges.cloudflare.com";
    delete directives["require-trusted-types-for"];
  }
  if (import.meta.env.DEV) {
    // Vite's client puts styles into the page and keeps a socket open.
    directives["style-src"] = "'self' 'unsafe-inline'";
    directives["connect-src"] = "'self' ws:";
    delete directives["require-trusted-types-for"];
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
