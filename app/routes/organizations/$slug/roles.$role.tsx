import { data, Form, href, Link } from "react-router";
import { z } from "zod";
import { allowedInWords } from "~/auth/permission-words";
import { mayGive, statementsOf } from "~/auth/permissions";
import { holdersInWords } from "~/auth/role-holders";
import { ConfirmButton } from "~/components/confirm-button";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { authContext, databaseContext } from "~/context";
import { ownRolesWithUse } from "~/db/roles.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission, requirePermission } from "~/middleware/require-permission.server";
import type { Route } from "./+types/roles.$role";
import { AllowedList } from "./components/allowed-list";
import { PermissionMatrix } from "./components/permission-matrix";
import { matrixFor, permission, withPermission } from "./role-form.server";

export const middleware: Route.MiddlewareFunction[] = [requirePermission({ ac: ["read"] })];

const roleForm = withIntent(
  withPermission(
    z.discriminatedUnion("intent", [
      z.object({ intent: z.literal("save"), permission }),
      z.object({ intent: z.literal("delete") }),
    ]),
  ),
  () => "save",
);

export async function loader({ params, context }: Route.LoaderArgs) {
  const { organization, role: ownRole, can } = membershipIn(context);
  const db = context.get(databaseContext);
  const { ownRoles, use } = await ownRolesWithUse(db, organization.id, params.role);
  const role = ownRoles.find(({ role }) => role === params.role);
  if (!role) throw data("Not Found", { status: 404 });
  const isInReach = mayGive(ownRole, ownRoles, role.role);
  const allowed = statementsOf(role);
  return {
    slug: organization.slug,
    name: role.role,
    allowed: allowedInWords(allowed),
    matrix: isInReach && can({ ac: ["update"] }) ? matrixFor(can, allowed) : undefined,
    mayDelete: isInReach && can({ ac: ["delete"] }),
    holders: holdersInWords(use),
    hasMembers: use.members > 0,
  };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { organization } = membershipIn(context);
  const form = await parseForm(request, roleForm);
  if (form.error) return form.error;
  const { api } = context.get(authContext);
  const which = { organizationId: organization.id, roleName: params.role };
  const list = href("/organizations/:slug/roles", { slug: organization.slug });
  try {
    if (form.values.intent === "delete") {
      demandPermission(context, { ac: ["delete"] });
      await api.deleteOrgRole({ body: which, headers: request.headers });
      return redirectWithMessage(request, list, "role-deleted");
    }
    demandPermission(context, { ac: ["update"] });
    const { permission } = form.values;
    await api.updateOrgRole({ body: { ...which, data: { permission } }, headers: request.headers });
    return redirectWithMessage(request, list, "role-saved");
  } catch (error) {
    return form.reject(error, {
      YOU_ARE_NOT_ALLOWED_TO_UPDATE_A_ROLE: "form",
      YOU_ARE_NOT_ALLOWED_TO_DELETE_A_ROLE: "form",
      ROLE_IS_ASSIGNED_TO_MEMBERS: "form",
      ROLE_NOT_FOUND: "form",
      CANNOT_DELETE_A_PRE_DEFINED_ROLE: "form",
    });
  }
}

export default function Role({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, name, allowed, matrix, mayDelete, holders, hasMembers } = loaderData;
  const list = `${href("/organizations/:slug/members", { slug })}?role=${name}`;
  return (
    <>
      <PageHeading
        title={`Role ${name}`}
        failed={Boolean(state)}
        intro={
          <Link to={href("/organizations/:slug/roles", { slug })} className="link">
            All roles
          </Link>
        }
      />
      <ErrorSummary state={state} labels={{}} />
      <SettingsSection
        title="Permissions"
        intro={matrix && "A change is good at once, for everybody who has this role."}
      >
        {matrix ? (
          <Form method="post" className="flex flex-col gap-5">
            <PermissionMatrix {...matrix} state={state} />
            <div>
              <SubmitButton name="intent" value="save">
                Save role
              </SubmitButton>
            </div>
          </Form>
        ) : (
          <AllowedList allowed={allowed} />
        )}
      </SettingsSection>
      <SettingsSection title="Who has it" intro={holders ? `${holders}.` : "Nobody has this role."}>
        {hasMembers && (
          <div>
            <Link to={list} className="link">
              See these members
            </Link>
          </div>
        )}
      </SettingsSection>
      {mayDelete && (
        <SettingsSection
          title="Delete"
          intro={
            holders ? "Only a role that nobody has can be deleted. Give them another one first." : undefined
          }
        >
          {!holders && (
            <ConfirmButton
              label="Delete role"
              question={`Delete the role ${name}?`}
              consequence="It cannot be given to anybody any more. Nobody has it now, so nobody loses anything."
              keep="Keep it"
              name="intent"
              value="delete"
            />
          )}
        </SettingsSection>
      )}
    </>
  );
}
