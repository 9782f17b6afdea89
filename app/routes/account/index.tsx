import { useEffect } from "react";
import { Form, href } from "react-router";
import { z } from "zod";
import { signalOwner } from "~/auth/browser";
import { ownAddress } from "~/auth/placeholder-email";
import { passkeyOwner } from "~/auth/plugins/passkey.server";
import { ErrorSummary } from "~/components/error-summary";
import { FormField, TextField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { profileOf, saveProfile } from "~/db/profile.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { personName } from "~/forms/rules";
import type { Route } from "./+types/index";

const profileForm = z.object({
  name: personName,
  username: z.string().trim(),
  bio: z.string().trim().max(500, "Use 500 characters or fewer."),
  website: z.union([
    z.literal(""),
    z
      .string()
      .trim()
      .pipe(z.url({ protocol: /^https?$/, error: "Enter an address like https://example.com." })),
  ]),
});

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const { bio, website } = await profileOf(context.get(databaseContext), user.id);
  const { name, email, displayUsername } = user;
  const owner = passkeyOwner(context.get(envContext).BETTER_AUTH_URL, user);
  return { name, username: displayUsername ?? "", email: ownAddress(email), bio, website, owner };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { user } = context.get(sessionContext);
  const form = await parseForm(request, profileForm);
  if (form.error) return form.error;
  const { name, username, bio, website } = form.values;
  try {
    // Only this call can be refused, so it goes first and nothing is half saved. It folds `username` to lower case and,
    // unlike a sign-up, does not keep it as it was typed.
    const typed = username || null;
    const { headers } = await context.get(authContext).api.updateUser({
      body: { name, username: typed, displayUsername: typed },
      headers: request.headers,
      returnHeaders: true,
    });
    await saveProfile(context.get(databaseContext), { userId: user.id, bio, website });
    return redirectWithMessage(request, href("/account"), "profile-saved", headers);
  } catch (error) {
    return form.reject(error, {
      USERNAME_IS_ALREADY_TAKEN: "username",
      USERNAME_TOO_SHORT: "username",
      USERNAME_TOO_LONG: "username",
      INVALID_USERNAME: "username",
    });
  }
}

const labels = { name: "Name", username: "Username", bio: "About you", website: "Website" };

export default function Account({ loaderData, actionData: state }: Route.ComponentProps) {
  // The browser's credential manager lives outside React, and shows passkeys under the name of their owner.
  useEffect(() => signalOwner(loaderData.owner), [loaderData.owner]);
  return (
    <>
      <PageHeading
        title="Profile"
        failed={Boolean(state)}
        intro={loaderData.email ? `Signed in as ${loaderData.email}.` : "No address yet."}
      />
      <SettingsSection title="About you" intro="What the products behind this account may show of you.">
        <ErrorSummary state={state} labels={labels} />
        <Form method="post" noValidate>
          <FieldGroup>
            <FormField
              name="name"
              label={labels.name}
              state={state}
              defaultValue={loaderData.name}
              autoComplete="name"
              required
            />
            <FormField
              name="username"
              label={labels.username}
              hint="Letters, digits, dots and underscores. You can sign in with it instead of your e-mail address."
              state={state}
              defaultValue={loaderData.username}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <TextField name="bio" label={labels.bio} state={state} defaultValue={loaderData.bio} />
            <FormField
              name="website"
              type="url"
              label={labels.website}
              state={state}
              defaultValue={loaderData.website}
              autoComplete="url"
            />
            <div>
              <SubmitButton>Save changes</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
