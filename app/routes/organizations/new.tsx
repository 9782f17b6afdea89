import { Form, href } from "react-router";
import { z } from "zod";
import { slugFrom, slugProblem } from "~/auth/organization-slug";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { organizationName } from "~/forms/rules";
import type { Route } from "./+types/new";
import { SlugField } from "./components/slug-field";

/** Without a slug the name makes one. */
const newOrganization = z
  .object({ name: organizationName, slug: z.string().trim().toLowerCase() })
  .transform(({ name, slug }) => ({ name, slug: slug || slugFrom(name) }))
  .superRefine(({ slug }, check) => {
    const problem = slugProblem(slug);
    if (problem) check.addIssue({ code: "custom", path: ["slug"], message: problem });
  });

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, newOrganization);
  if (form.error) return form.error;
  const { api } = context.get(authContext);
  try {
    const made = await api.createOrganization({ body: form.values, headers: request.headers });
    // Creating one makes it active in the database, and leaves the session's cookie as it was.
    const { headers } = await api.setActiveOrganization({
      body: { organizationId: made.id },
      headers: request.headers,
      returnHeaders: true,
    });
    const to = href("/organizations/:slug", { slug: made.slug });
    return redirectWithMessage(request, to, "organization-made", headers);
  } catch (error) {
    return form.reject(error, {
      ORGANIZATION_ALREADY_EXISTS: "slug",
      INVALID_SLUG: "slug",
      INVALID_NAME: "name",
      YOU_ARE_NOT_ALLOWED_TO_CREATE_A_NEW_ORGANIZATION: "form",
      YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_ORGANIZATIONS: "form",
    });
  }
}

const labels = { name: "Name", slug: "Short name for the address" };

export default function NewOrganization({ actionData: state }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="New organization"
        failed={Boolean(state)}
        intro="A place that you share with others: its members, teams and roles. You are its owner."
      />
      <SettingsSection title="What is it called?">
        <ErrorSummary state={state} labels={labels} />
        <Form method="post" noValidate>
          <FieldGroup>
            <FormField name="name" label={labels.name} state={state} autoComplete="organization" required />
            <SlugField
              label={labels.slug}
              hint="Small letters, digits and hyphens. Leave it empty to have it made from the name."
              state={state}
            />
            <div>
              <SubmitButton>Create organization</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
