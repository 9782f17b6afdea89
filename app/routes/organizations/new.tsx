import { data, Form, href } from "react-router";
import { z } from "zod";
import { slugFrom, slugProblem } from "~/auth/organization-slug";
import { largestPicture } from "~/avatars/picture.server";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PictureField } from "~/components/picture-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, envContext } from "~/context";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { readUpload } from "~/forms/read-upload.server";
import { organizationName } from "~/forms/rules";
import { logError } from "~/request-scope.server";
import type { Route } from "./+types/new";
import { keepLogo, logoIn } from "./components/change-logo.server";
import { SlugField } from "./components/slug-field";

/** Without a slug the name makes one. */
const newOrganization = z
  .object({ name: organizationName, slug: z.string().trim().toLowerCase() })
  .transform(({ name, slug }) => ({ name, slug: slug || slugFrom(name) }))
  .superRefine(({ slug }, check) => {
    const problem = slugProblem(slug);
    if (problem) check.addIssue({ code: "custom", path: ["slug"], message: problem });
  });

export function loader({ context }: Route.LoaderArgs) {
  return { takesPictures: Boolean(context.get(envContext).AVATARS) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { entered, file } = await readUpload(request, "logo", largestPicture);
  const form = await parseForm(request, newOrganization, entered);
  const logo = await logoIn(context, file);
  if (logo && !logo.picture) {
    const errors = { ...form.error?.data.errors, logo: [logo.mistake] };
    return data<FormState>({ values: entered, errors }, { status: logo.status });
  }
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
    const isWhole = !logo || (await isKept(request, context, { organizationId: made.id, ...logo }));
    const to = href("/organizations/:slug", { slug: made.slug });
    const message = isWhole ? "organization-made" : "organization-made-without-logo";
    return redirectWithMessage(request, to, message, headers);
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

/** By now the organization is there, whatever becomes of its logo. */
async function isKept(...logo: Parameters<typeof keepLogo>): Promise<boolean> {
  try {
    await keepLogo(...logo);
    return true;
  } catch (error) {
    logError("a logo was not kept", error);
    return false;
  }
}

const labels = { name: "Name", slug: "Short name for the address", logo: "Logo" };

export default function NewOrganization({ loaderData, actionData: state }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="New organization"
        failed={Boolean(state)}
        intro="A place that you share with others: its members, teams and roles. You are its owner."
      />
      <SettingsSection title="What is it called?">
        <ErrorSummary state={state} labels={labels} />
        <Form method="post" encType="multipart/form-data" noValidate>
          <FieldGroup>
            <FormField name="name" label={labels.name} state={state} autoComplete="organization" required />
            <SlugField
              label={labels.slug}
              hint="Small letters, digits and hyphens. Leave it empty to have it made from the name."
              state={state}
            />
            {loaderData.takesPictures && (
              <PictureField
                name="logo"
                label={labels.logo}
                hint={state ? "Choose it again if its name is gone." : "Optional."}
                state={state}
              />
            )}
            <div>
              <SubmitButton>Create organization</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
