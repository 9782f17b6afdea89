import { href, Outlet } from "react-router";
import { AreaNavigation } from "~/components/area-navigation";
import { membershipIn } from "~/middleware/membership.server";
import { requireMember } from "~/middleware/require-member.server";
import type { Route } from "./+types/layout";

export const middleware: Route.MiddlewareFunction[] = [requireMember];

export function loader({ context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  return {
    organization,
    shows: {
      invitations: can({ invitation: ["create"] }),
      roles: can({ ac: ["read"] }),
      domains: can({ domain: ["update"] }),
      requests: can({ member: ["create"] }),
      activity: can({ activity: ["read"] }),
    },
  };
}

/** Navigation of one organization; pages that one may not enter are not in it. */
export default function OrganizationLayout({ loaderData }: Route.ComponentProps) {
  const { organization, shows } = loaderData;
  const { slug } = organization;
  const pages = [
    { to: href("/organizations/:slug", { slug }), label: "Overview", end: true },
    { to: href("/organizations/:slug/projects", { slug }), label: "Projects" },
    { to: href("/organizations/:slug/members", { slug }), label: "Members" },
    shows.invitations && { to: href("/organizations/:slug/invitations", { slug }), label: "Invitations" },
    shows.requests && { to: href("/organizations/:slug/requests", { slug }), label: "Requests" },
    { to: href("/organizations/:slug/teams", { slug }), label: "Teams" },
    shows.roles && { to: href("/organizations/:slug/roles", { slug }), label: "Roles" },
    shows.domains && { to: href("/organizations/:slug/domains", { slug }), label: "Domains" },
    shows.activity && { to: href("/organizations/:slug/activity", { slug }), label: "Activity" },
    { to: href("/organizations/:slug/settings", { slug }), label: "Settings" },
  ].filter((page) => page !== false);
  return (
    <AreaNavigation label={organization.name} pages={pages}>
      <Outlet />
    </AreaNavigation>
  );
}
