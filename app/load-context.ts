import { RouterContextProvider } from "react-router";
import type { RequestOrigin } from "./locality.server";

/** What the platform hands to one request. `env` is the same object for the life of an isolate. */
export interface Cloudflare {
  env: object;
  /** What Cloudflare knows about the request; it is on the first `Request` alone, which middleware does not see. */
  cf?: RequestOrigin;
  ctx: { waitUntil(promise: Promise<unknown>): void };
}

/** The platform as one property. Typed contexts are set from it by the first middleware, never outside the app. */
export function getLoadContext({ context }: { request: Request; context: { cloudflare: Cloudflare } }) {
  return Object.assign(new RouterContextProvider(), { cloudflare: context.cloudflare });
}

declare module "react-router" {
  interface RouterContextProvider {
    cloudflare: Cloudflare;
  }
}
