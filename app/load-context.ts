import { RouterContextProvider } from "react-router";

/** What the platform hands to one request. `env` is the same object for the life of an isolate. */
export interface Cloudflare {
  env: object;
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
