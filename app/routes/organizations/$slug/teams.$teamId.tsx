import { data, href, Link } from "react-router";
import { z } from "zod";
import { ownAddress } from "~/auth/placeholder-email";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, sessionContext } from "~/context";
import { longestSearch } from "~/db/member-listings.server";
import { teamPage } from "~/db/teams.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission } from "~/middleware/require-permission.server";
import type { Route } from "./+types/teams.$teamId";
import { AddToTeam } from "./components/add-to-team";
import { TeamMember } from "./components/team-member";
import { isLostTeam } from "./lost-team.server";

const userId = z.string().min(1);
const memberForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({ intent: z.literal("add"), userId }),
    z.object({ intent: z.literal("remove"), userId }),
  ]),
  () => "add",
);

export async function loader({ url, params, context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  const { session, user } = context.get(sessionContext);
  const search = (url.searchParams.get("q") ?? "").trim().slice(0, longestSearch);
  const after = Number(url.searchParams.get("after")) || undefined;
  const page = await teamPage(context.get(databaseContext), {
    organizationId: organization.id,
    userId: user.id,
    teamId: params.teamId,
    after,
    search,
  });
  if (!page) throw data("Not Found", { status: 404 });
  const { team, members, next, candidates, hasMoreCandidates } = page;
  const withAddress = <Person extends { email: string }>({ email, ...person }: Person) => ({
    ...person,
    email: ownAddress(email),
  });
  return {
    slug: organization.slug,
    team,
    isActive: team.isOwn && session.activeTeamId === team.id,
    isFirst: after === undefined,
    next,
    members: members.map((member) => ({ ...withAddress(member), isSelf: member.userId === user.id })),
    mayRemove: can({ member: ["delete"] }),
    adding: can({ member: ["update"] })
      ? { search, candidates: candidates.map(withAddress), hasMore: hasMoreCandidates }
      : undefined,
  };
}

export async function action({ request, url, params, context }: Route.ActionArgs) {
  const { organization } = membershipIn(context);
  const form = await parseForm(request, memberForm);
  if (form.error) return form.error;
  const { api } = context.get(authContext);
  const { intent, userId } = form.values;
  const body = { organizationId: organization.id, teamId: params.teamId, userId };
  const here = url.pathname + url.search;
  try {
    if (intent === "add") {
      demandPermission(context, { member: ["update"] });
      await api.addTeamMember({ body, headers: request.headers });
      return redirectWithMessage(request, here, "team-member-added");
    }
    demandPermission(context, { member: ["delete"] });
    const removed = await api.removeTeamMember({ body, headers: request.headers, returnHeaders: true });
    return redirectWithMessage(request, here, "team-member-removed", removed.headers);
  } catch (error) {
    if (isLostTeam(error)) throw data("Not Found", { status: 404 });
    return form.reject(error, {
      USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: "form",
      USER_IS_NOT_A_MEMBER_OF_THE_TEAM: "form",
    });
  }
}

export default function Team({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, team, isActive, isFirst, next, members, mayRemove, adding } = loaderData;
  const here = href("/organizations/:slug/teams/:teamId", { slug, teamId: team.id });
  return (
    <>
      <PageHeading
        title={`Team ${team.name}`}
        failed={Boolean(state)}
        intro={
          <Link to={href("/organizations/:slug/teams", { slug })} className="link">
            All teams
          </Link>
        }
      />
      <ErrorSummary state={state} labels={{}} />
      <SettingsSection
        title={isFirst ? "Members of the team" : "More members of the team"}
        intro={team.memberCount === 1 ? "1 member." : `${team.memberCount} members.`}
      >
        {isActive && (
          <div>
            <Badge variant="on">Active: you work in it now</Badge>
          </div>
        )}
        {members.length > 0 && (
          <ul className="flex flex-col divide-y">
            {members.map((member) => (
              <TeamMember key={member.userId} {...member} team={team.name} mayRemove={mayRemove} />
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {!isFirst && (
            <Button asChild variant="outline">
              <Link to={here}>First page</Link>
            </Button>
          )}
          {next && (
            <Button asChild variant="outline">
              <Link to={`${here}?after=${next}`}>More members</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
      {adding && <AddToTeam {...adding} />}
    </>
  );
}
