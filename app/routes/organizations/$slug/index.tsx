import { href, Link } from "react-router";
import { avatarOf } from "~/avatars/store.server";
import { Avatar } from "~/components/avatar";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { databaseContext, envContext, sessionContext } from "~/context";
import { inFigures } from "~/counted";
import { countsOf } from "~/db/organization-counts.server";
import { membershipIn } from "~/middleware/membership.server";
import type { Route } from "./+types/index";

export async function loader({ context }: Route.LoaderArgs) {
  const { organization, role } = membershipIn(context);
  const { session } = context.get(sessionContext);
  const { members, teams, projects } = await countsOf(context.get(databaseContext), organization.id);
  return {
    organization,
    logo: avatarOf(context.get(envContext), organization.logo),
    role,
    isActive: session.activeOrganizationId === organization.id,
    counts: { members, teams, projects: inFigures(projects) },
  };
}

export default function OrganizationOverview({ loaderData }: Route.ComponentProps) {
  const { organization, logo, role, isActive, counts } = loaderData;
  const { id, name, slug } = organization;
  const figures = [
    { label: "Members", count: counts.members, to: href("/organizations/:slug/members", { slug }) },
    { label: "Teams", count: counts.teams, to: href("/organizations/:slug/teams", { slug }) },
    { label: "Projects", count: counts.projects, to: href("/organizations/:slug/projects", { slug }) },
  ];
  return (
    <>
      <PageHeading
        title={name}
        intro={`Your role here: ${role.replaceAll(",", ", ")}.`}
        picture={<Avatar of="organization" name={name} image={logo} size="medium" />}
      />
      <SettingsSection title="At a glance">
        <ul className="grid gap-3 sm:grid-cols-3">
          {figures.map(({ label, count, to }) => (
            <li key={label}>
              <Link to={to} className="flex flex-col gap-1 rounded-md border p-4 hover:bg-accent">
                <span className="text-2xl font-semibold">{count}</span>
                <span className="text-sm text-muted-foreground">{label}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div>
          {isActive ? (
            <Badge>You work in it now</Badge>
          ) : (
            <form method="post" action={href("/organizations/switch")}>
              <input type="hidden" name="returnTo" value={href("/organizations/:slug", { slug })} />
              <Button
                type="submit"
                name="organization"
                value={id}
                variant="outline"
                className="wrap-anywhere"
              >
                Switch to {name}
              </Button>
            </form>
          )}
        </div>
      </SettingsSection>
    </>
  );
}
