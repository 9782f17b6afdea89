import { href, Link } from "react-router";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { databaseContext, sessionContext } from "~/context";
import { organizationsAndInvitations } from "~/db/memberships.server";
import type { Route } from "./+types/index";

export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const { organizations, invitations } = await organizationsAndInvitations(
    context.get(databaseContext),
    user,
  );
  return { organizations, invitations, active: session.activeOrganizationId };
}

export default function Organizations({ loaderData }: Route.ComponentProps) {
  const { organizations, invitations, active } = loaderData;
  return (
    <>
      <PageHeading title="Organizations" intro="Places that you share with others." />
      {invitations.length > 0 && (
        <SettingsSection title="Invitations" intro="They wait for your answer.">
          <ul className="flex flex-col divide-y">
            {invitations.map(({ id, organization, inviter, role }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
              >
                <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
                  <span className="font-medium break-words">{organization}</span>
                  <span className="text-sm text-muted-foreground">
                    {inviter} invites you, with the role “{role}”
                  </span>
                </div>
                <div className="flex flex-wrap gap-2">
                  <Button asChild size="sm">
                    <a href={href("/invitations/:invitationId", { invitationId: id })}>
                      See the invitation <span className="sr-only">to {organization}</span>
                    </a>
                  </Button>
                  <form method="post" action={href("/invitations/:invitationId", { invitationId: id })}>
                    <Button type="submit" name="intent" value="decline" variant="outline" size="sm">
                      Decline <span className="sr-only">the invitation to {organization}</span>
                    </Button>
                  </form>
                </div>
              </li>
            ))}
          </ul>
        </SettingsSection>
      )}
      <SettingsSection
        title="Yours"
        intro={organizations.length === 0 ? "You are in no organization yet." : undefined}
      >
        {organizations.length > 0 && (
          <ul className="flex flex-col divide-y">
            {organizations.map(({ id, name, slug, role }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
              >
                <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
                  <Link
                    to={href("/organizations/:slug", { slug })}
                    className="font-medium break-words underline-offset-4 hover:underline"
                  >
                    {name}
                  </Link>
                  <span id={`organization-${id}`} className="text-sm text-muted-foreground">
                    {slug} · {role}
                  </span>
                </div>
                {id === active ? (
                  <Badge>Active</Badge>
                ) : (
                  <form method="post" action={href("/organizations/switch")}>
                    <input type="hidden" name="organization" value={id} />
                    <input type="hidden" name="returnTo" value={href("/organizations")} />
                    <Button type="submit" variant="outline" size="sm" aria-describedby={`organization-${id}`}>
                      Switch <span className="sr-only">to {name}</span>
                    </Button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
        <div>
          <Button asChild variant={organizations.length === 0 ? "default" : "outline"}>
            <Link to={href("/organizations/new")}>New organization</Link>
          </Button>
        </div>
      </SettingsSection>
    </>
  );
}
