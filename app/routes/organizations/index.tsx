import { data, href, Link } from "react-router";
import { z } from "zod";
import { tellOfRequest } from "~/auth/join-mail.server";
import { recordOrganizationActivity } from "~/auth/organization-activity.server";
import { avatarOf } from "~/avatars/store.server";
import { Avatar } from "~/components/avatar";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { askToJoin, withdrawRequest } from "~/db/join-requests.server";
import { joinFreely } from "~/db/joining.server";
import { organizationsAndInvitations } from "~/db/memberships.server";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import type { Route } from "./+types/index";
import { JoinableOrganizations } from "./components/joinable-organizations";

const joinForm = withIntent(
  z.object({ intent: z.enum(["join", "ask", "withdraw"]), organizationId: z.string().min(1) }),
  () => "join",
);

export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const { organizations, invitations, joinable } = await organizationsAndInvitations(
    context.get(databaseContext),
    user,
  );
  const env = context.get(envContext);
  return {
    organizations: organizations.map((one) => ({ ...one, logo: avatarOf(env, one.logo) })),
    invitations: invitations.map((one) => ({ ...one, logo: avatarOf(env, one.logo) })),
    joinable: joinable.map(({ askedAt, logo, ...one }) => ({
      ...one,
      logo: avatarOf(env, logo),
      isAsked: askedAt !== null,
    })),
    active: session.activeOrganizationId,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, joinForm);
  if (form.error) return form.error;
  const { intent, organizationId } = form.values;
  const { user } = context.get(sessionContext);
  const db = context.get(databaseContext);
  const env = context.get(envContext);
  const here = href("/organizations");
  const who = { userId: user.id, organizationId };
  if (intent === "withdraw") {
    await withdrawRequest(db, who);
    return redirectWithMessage(request, here, "join-withdrawn");
  }
  const result =
    intent === "join"
      ? await joinFreely(db, { ...who, max: env.MEMBERS_PER_ORGANIZATION })
      : await askToJoin(db, who);
  // Nobody learns of an organization whose domain is not that of their address.
  if (!result) throw data("Not Found", { status: 404 });
  const { outcome, name, slug } = result;
  const about = user.email.slice(user.email.lastIndexOf("@") + 1);
  if (outcome === "joined" || outcome === "asked") {
    const event = outcome === "joined" ? "joined-by-domain" : "join-requested";
    recordOrganizationActivity(db, { organizationId, actor: user, event, about });
  }
  switch (outcome) {
    case "joined":
    case "member": {
      const { headers } = await context.get(authContext).api.setActiveOrganization({
        body: { organizationId },
        headers: request.headers,
        returnHeaders: true,
      });
      const to = href("/organizations/:slug", { slug });
      return redirectWithMessage(request, to, "organization-joined", headers);
    }
    case "asked":
      tellOfRequest({ env, db }, { organization: { id: organizationId, name, slug }, person: user });
      return redirectWithMessage(request, here, "join-asked");
    case "asked-already":
      return redirectWithMessage(request, here, "join-asked");
    case "not-open":
      return redirectWithMessage(request, here, "join-not-open");
    default:
      return data<FormState>({ values: {}, errors: {}, message: refusals[outcome] }, { status: 400 });
  }
}

const refusals = {
  full: "The organization has as many members as it may have. One of its admins can make room.",
  "too-many": "Very many people wait for an answer there. Try again when some of them have one.",
};

export default function Organizations({ loaderData, actionData: state }: Route.ComponentProps) {
  const { organizations, invitations, joinable, active } = loaderData;
  return (
    <>
      <PageHeading title="Organizations" failed={Boolean(state)} intro="Places that you share with others." />
      <ErrorSummary state={state} labels={{}} />
      {invitations.length > 0 && (
        <SettingsSection title="Invitations" intro="They wait for your answer.">
          <ul className="flex flex-col divide-y">
            {invitations.map(({ id, organization, logo, inviter, role }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
              >
                <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
                  <Avatar of="organization" name={organization} image={logo} />
                  <div className="flex min-w-0 flex-col gap-0.5">
                    <span className="font-medium wrap-anywhere">{organization}</span>
                    <span className="text-sm wrap-anywhere text-muted-foreground">
                      {inviter} invites you, with the role “{role}”
                    </span>
                  </div>
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
      <JoinableOrganizations organizations={joinable} />
      <SettingsSection
        title="Yours"
        intro={organizations.length === 0 ? "You are in no organization yet." : undefined}
      >
        {organizations.length > 0 && (
          <ul className="flex flex-col divide-y">
            {organizations.map(({ id, name, slug, logo, role }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
              >
                <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
                  <Avatar of="organization" name={name} image={logo} />
                  <div className="flex min-w-0 flex-col gap-0.5">
                    <Link
                      to={href("/organizations/:slug", { slug })}
                      className="link font-medium wrap-anywhere"
                    >
                      {name}
                    </Link>
                    <span id={`organization-${id}`} className="text-sm wrap-anywhere text-muted-foreground">
                      {slug} · {role}
                    </span>
                  </div>
                </div>
                {id === active ? (
                  <Badge variant="on">Active</Badge>
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
