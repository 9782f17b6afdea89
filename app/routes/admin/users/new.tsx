import { Form, href, Link } from "react-router";
import { z } from "zod";
import { adminRole } from "~/auth/admin-role";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { email } from "~/forms/rules";
import type { Route } from "./+types/new";

const newUserForm = z.object({
  name: z.string().trim().min(1, "Enter the name.").max(100, "Use 100 characters or fewer."),
  email,
  role: z
    .enum([adminRole, "user", ""], "Choose one of the roles.")
    .optional()
    .transform((role) => role || ("user" as const)),
});

export function loader() {
  return null;
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, newUserForm);
  if (form.error) return form.error;
  try {
    await context.get(authContext).api.createUser({ body: form.values, headers: request.headers });
    const found = `${href("/admin/users")}?${new URLSearchParams({ q: form.values.email })}`;
    return redirectWithMessage(request, found, "person-created");
  } catch (error) {
    return form.reject(error, {
      INVALID_EMAIL: "email",
      USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email",
      EMAIL_DOMAIN_NOT_ALLOWED: "email",
      EMAIL_RESERVED: "email",
    });
  }
}

const labels = { name: "Name", email: "E-mail address", role: "Role" };

export default function NewUser({ actionData: state }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="Create a user"
        failed={Boolean(state)}
        intro="They get a message with a link to set a password, which works for seven days and proves the address."
      />
      <SettingsSection title="Who it is for">
        <ErrorSummary state={state} labels={labels}>
          {state?.code === "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL" && (
            <Link
              to={`${href("/admin/users")}?${new URLSearchParams({ q: state.values.email ?? "" })}`}
              className="link"
            >
              See the account
            </Link>
          )}
        </ErrorSummary>
        <Form method="post" noValidate>
          <FieldGroup>
            <FormField name="name" label={labels.name} state={state} autoComplete="off" required />
            <FormField
              name="email"
              type="email"
              label={labels.email}
              state={state}
              autoComplete="off"
              required
            />
            <SelectField
              name="role"
              label={labels.role}
              hint="An admin has this console, and everybody's account with it."
              options={[
                { value: "", label: "None" },
                { value: adminRole, label: "Admin" },
              ]}
              state={state}
            />
            <SubmitButton>Create user</SubmitButton>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
