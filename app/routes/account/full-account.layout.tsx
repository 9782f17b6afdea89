import { Outlet } from "react-router";
import { requireAccount } from "~/middleware/require-account.server";
import type { Route } from "./+types/full-account.layout";

// Pages that make no sense for a guest, who has nothing to sign in with.
export const middleware: Route.MiddlewareFunction[] = [requireAccount];

export function loader() {
  return null;
}

export default function FullAccountLayout() {
  return <Outlet />;
}
