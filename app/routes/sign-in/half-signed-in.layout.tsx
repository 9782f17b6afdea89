import { Outlet } from "react-router";
import { requireTwoFactorChallenge } from "~/middleware/require-two-factor-challenge.server";
import type { Route } from "./+types/half-signed-in.layout";

export const middleware: Route.MiddlewareFunction[] = [requireTwoFactorChallenge];

/** A loader, so that the guard runs on every kind of request. */
export function loader() {
  return null;
}

export default function HalfSignedInLayout() {
  return <Outlet />;
}
