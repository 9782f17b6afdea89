/**
 * What an admin who acts for somebody cannot reach: how that person signs in and proves who they are, what leaves the
 * deployment in their name, and what cannot be undone. One list for pages and endpoints; whatever it does not know of
 * an account's pages or of endpoints is closed.
 */
const closed = {
  /** By the route's pattern. The console is for admins in their own name anyway. */
  pages: /^\/(account\/(?!activity$)|organizations\/:slug\/hand-over|oauth\/|device)/i,
  /** By path, or by the name of one that has no path. */
  endpoints:
    /^(?!\/(get-session|sign-out|ok|error|is-username-available|update-user|admin\/(stop-impersonating|has-permission)|organization\/.+)$)|^\/organization\/(delete|hand-over|leave|accept-invitation|reject-invitation)$/,
};

/** True for a page that is not for an admin who acts for somebody; `pattern` is as in `routes.ts`. */
export function isPageClosedToActing(pattern: string): boolean {
  // React Router names it without the slash at its front.
  return closed.pages.test(`/${pattern}`.replace(/\/+/g, "/").replace(/(?<=.)\/$/, ""));
}

/** The same for an endpoint. What asks its caller for a fresh proof is closed besides. */
export function isEndpointClosedToActing(name: string): boolean {
  return closed.endpoints.test(name);
}

/** How long an admin can act for somebody, in seconds. */
export const actingSeconds = 60 * 60;
