import type { RouterContextProvider } from "react-router";
import { membershipContext } from "../context";
import type { Membership } from "../db/memberships.server";

/** What the signed-in person is in the organization of the URL. Throws on a route without `requireMember` above it. */
export function membershipIn(context: Readonly<RouterContextProvider>): Membership {
  const membership = context.get(membershipContext);
  if (!membership) throw new Error("There is no requireMember above this route");
  return membership;
}
