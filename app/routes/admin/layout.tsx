import { href, Outlet } from "react-router";
import { AreaNavigation } from "~/components/area-navigation";
import { requireAdmin } from "~/middleware/require-admin.server";
import { requireConsoleProof } from "~/middleware/require-console-proof.server";
import type { Route } from "./+types/layout";

export const middleware: Route.MiddlewareFunction[] = [requireAdmin, requireConsoleProof];

export function loader() {
  return null;
}

const pages = [
  { to: href("/admin"), label: "Overview", end: true },
  { to: href("/admin/users"), label: "People" },
  { to: href("/admin/organizations"), label: "Organizations" },
  { to: href("/admin/messages"), label: "Messages" },
  { to: href("/admin/webhooks"), label: "Webhooks" },
  { to: href("/admin/audit-log"), label: "Audit log" },
  { to: href("/admin/settings"), label: "Settings" },
];

/** The operator's console. */
export default function AdminLayout() {
  return (
    <AreaNavigation label="Console" pages={pages}>
      <Outlet />
    </AreaNavigation>
  );
}
