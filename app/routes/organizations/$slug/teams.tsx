import { data, Form, href } from "react-router";
import { z } from "zod";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { teamsOf } from "~/db/teams.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission } from "~/middleware/require-permission.server";
import type { Route } from "./+types/teams";
import { TeamRow } from "./components/team-row";
import { isLostTeam } from "./lost-team.server";

const teamId = z.string().min(1);
const name = z.string().trim().min(1, "Enter a name for the team.").max(60, "Use 60 characters or fewer.");

const teamForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({ intent: z.literal("create"), name }),
    z.object({ intent: z.literal("rename"), teamId, name }),
    z.object({ intent: z.literal("remove"), teamId }),
    z.object({ intent: z.literal("switch"), teamId }),
  ]),
  (entered) => ("teamId" in entered ? "rename" : "create"),
);

export async function loader({ context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  const { session, user } = context.get(sessionContext);
  const teams = await teamsOf(context.get(databaseContext), {
    organizationId: organization.id,
    userId: user.id,
  });
  const max = context.get(envContext).TEAMS_PER_ORGANIZATION;
  return {
    slug: organization.slug,
    teams: teams.map((team) => ({ ...team, isActive: team.isOwn && team.id === session.activeTeamId })),
    mayCreate: can({ team: ["create"] }),
    mayRename: can({ team: ["update"] }),
    mayRemove: can({ team: ["delete"] }),
    isFull: teams.length >= max,
    max,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { organization } = membershipIn(context);
  const form = await parseForm(request, teamForm);
  if (form.error) return form.error;
  const { api } = context.get(authContext);
  const organizationId = organization.id;
  const here = href("/organizations/:slug/teams", { slug: organization.slug });
  const { values } = form;
  try {
    switch (values.intent) {
      case "create": {
        demandPermission(context, { team: ["create"] });
        const body = { organizationId, name: values.name };
        await api.createTeam({ body, headers: request.headers });
        return redirectWithMessage(request, here, "team-created");
      }
      case "rename": {
        demandPermission(context, { team: ["update"] });
        const body = { teamId: values.teamId, data: { organizationId, name: values.name } };
        await api.updateTeam({ body, headers: request.headers });
        return redirectWithMessage(request, here, "team-renamed");
      }
      case "remove": {
        demandPermission(context, { team: ["delete"] });
        const body = { organizationId, teamId: values.teamId };
        const removed = await api.removeTeam({ body, headers: request.headers, returnHeaders: true });
        return redirectWithMessage(request, here, "team-removed", removed.headers);
      }
      case "switch": {
        const body = { organizationId, teamId: values.teamId };
        const switched = await api.setActiveTeam({ body, headers: request.headers, returnHeaders: true });
        return redirectWithMessage(request, here, "team-switched", switched.headers);
      }
    }
  } catch (error) {
    if (isLostTeam(error)) throw data("Not Found", { status: 404 });
    return form.reject(error, {
      TEAM_ALREADY_EXISTS: "name" in values ? "name" : "form",
      INVALID_TEAM_NAME: "name" in values ? "name" : "form",
      YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_TEAMS: "form",
      USER_IS_NOT_A_MEMBER_OF_THE_TEAM: "form",
    });
  }
}

export default function Teams({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, teams, mayCreate, isFull, max, ...may } = loaderData;
  const changed = state?.values.teamId;
  return (
    <>
      <PageHeading
        title="Teams"
        failed={Boolean(state)}
        intro="Groups of members. The team that you switch to is the one that you work in."
      />
      <ErrorSummary
        state={state}
        labels={{ name: "Name" }}
        idOf={(name) => (changed ? `${name}-${changed}` : name)}
      />
      <SettingsSection
        title={teams.length === 0 ? "No team yet" : "All teams"}
        intro={teams.length === 0 ? "This organization works without teams until one is made." : undefined}
      >
        {teams.length > 0 && (
          <ul className="flex flex-col divide-y">
            {teams.map((team) => (
              <TeamRow
                key={`${team.id} ${team.name}`}
                {...team}
                slug={slug}
                mayRename={may.mayRename}
                mayRemove={may.mayRemove}
                state={changed === team.id ? state : undefined}
              />
            ))}
          </ul>
        )}
      </SettingsSection>
      {mayCreate && (
        <SettingsSection
          title="New team"
          intro={
            isFull
              ? `There may be no more teams than there are (${max}). Remove one to make another.`
              : undefined
          }
        >
          {!isFull && (
            // A team that is made leaves an empty form behind.
            <Form method="post" noValidate key={teams.length}>
              <FieldGroup>
                <input type="hidden" name="intent" value="create" />
                <FormField
                  name="name"
                  label="Name"
                  state={changed ? undefined : state}
                  maxLength={60}
                  autoComplete="off"
                  required
                />
                <div>
                  <SubmitButton>Create team</SubmitButton>
                </div>
              </FieldGroup>
            </Form>
          )}
        </SettingsSection>
      )}
    </>
  );
}
