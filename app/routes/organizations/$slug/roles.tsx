import { Form, href, Link } from "react-router";
import { z } from "zod";
import { allowedInWords } from "~/auth/permission-words";
import { roles, statementsOf } from "~/auth/permissions";
import { roleNameProblem } from "~/auth/role-name";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, envContext } from "~/context";
import { ownRolesOf } from "~/db/roles.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission, requirePermission } from "~/middleware/require-permission.server";
import type { Route } from "./+types/roles";
import { AllowedList } from "./components/allowed-list";
import { PermissionMatrix } from "./components/permission-matrix";
import { matrixFor, permission, withPermission } from "./role-form.server";

export const middleware: Route.MiddlewareFunction[] = [requirePermission({ ac: ["read"] })];

const name = z
  .string()
  .trim()
  .toLowerCase()
  .superRefine((entered, check) => {
    const message = roleNameProblem(entered);
    if (message) check.addIssue({ code: "custom", message });
  });

export async function loader({ context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  const ownRoles = await ownRolesOf(context.get(databaseContext), organization.id);
  const max = context.get(envContext).ROLES_PER_ORGANIZATION;
  return {
    slug: organization.slug,
    builtIn: Object.entries(roles).map(([name, { statements }]) => ({
      name,
      allowed: allowedInWords(statements),
    })),
    own: ownRoles.map((own) => ({ name: own.role, allowed: allowedInWords(statementsOf(own)) })),
    matrix: can({ ac: ["create"] }) ? matrixFor(can) : undefined,
    isFull: ownRoles.length >= max,
    max,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  demandPermission(context, { ac: ["create"] });
  const form = await parseForm(request, withPermission(z.object({ name, permission })));
  if (form.error) return form.error;
  const { organization } = membershipIn(context);
  const { name: role, permission: allowed } = form.values;
  try {
    await context.get(authContext).api.createOrgRole({
      body: { organizationId: organization.id, role, permission: allowed },
      headers: request.headers,
    });
    const here = href("/organizations/:slug/roles", { slug: organization.slug });
    return redirectWithMessage(request, here, "role-created");
  } catch (error) {
    return form.reject(error, {
      ROLE_NAME_IS_ALREADY_TAKEN: "name",
      INVALID_ROLE_NAME: "name",
      TOO_MANY_ROLES: "form",
      YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE: "form",
    });
  }
}

export default function Roles({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, builtIn, own, matrix, isFull, max } = loaderData;
  return (
    <>
      <PageHeading
        title="Roles"
        failed={Boolean(state)}
        intro="What members may do. Whoever has several roles may do what any of them allows."
      />
      <ErrorSummary state={state} labels={{ name: "Name" }} />
      <SettingsSection title="Built in" intro="Every organization has these, and nobody changes them.">
        <ul className="flex flex-col divide-y">
          {builtIn.map(({ name, allowed }) => (
            <li key={name} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
              <h3 className="font-medium">{name}</h3>
              <AllowedList allowed={allowed} />
            </li>
          ))}
        </ul>
      </SettingsSection>
      <SettingsSection
        title="Own roles"
        intro={own.length === 0 ? "This organization has made no role of its own yet." : undefined}
      >
        {own.length > 0 && (
          <ul className="flex flex-col divide-y">
            {own.map(({ name, allowed }) => (
              <li key={name} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
                <h3>
                  <Link
                    to={href("/organizations/:slug/roles/:role", { slug, role: name })}
                    className="link font-medium"
                  >
                    {name}
                  </Link>
                </h3>
                <AllowedList allowed={allowed} />
              </li>
            ))}
          </ul>
        )}
      </SettingsSection>
      {matrix && (
        <SettingsSection
          title="New role"
          intro={
            isFull
              ? `There may be no more own roles than there are (${max}). Delete one to make another.`
              : undefined
          }
        >
          {!isFull && (
            // A role that is made leaves an empty form behind.
            <Form method="post" noValidate key={own.length}>
              <FieldGroup>
                <FormField
                  name="name"
                  label="Name"
                  hint="Small letters, digits and hyphens, like project-lead. It stays: members have the role by its name."
                  state={state}
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  maxLength={30}
                  required
                />
                <PermissionMatrix {...matrix} state={state} />
                <div>
                  <SubmitButton>Create role</SubmitButton>
                </div>
              </FieldGroup>
            </Form>
          )}
        </SettingsSection>
      )}
    </>
  );
}
