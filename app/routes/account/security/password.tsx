import { Form, href } from "react-router";
import { z } from "zod";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { CheckboxField } from "~/components/checkbox-field";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { checkbox, currentPassword, newPassword } from "~/forms/rules";
import type { Route } from "./+types/password";

const passwordForm = z.object({ currentPassword, newPassword, revokeOtherSessions: checkbox });

export function loader({ context }: Route.LoaderArgs) {
  return { email: context.get(sessionContext).user.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, passwordForm);
  if (form.error) return form.error;
  try {
    const { headers } = await context
      .get(authContext)
      .api.changePassword({ body: form.values, headers: request.headers, returnHeaders: true });
    const message = form.values.revokeOtherSessions ? "password-changed-everywhere" : "password-changed";
    return redirectWithMessage(request, href("/account/security"), message, headers);
  } catch (error) {
    return form.reject(error, {
      INVALID_PASSWORD: "currentPassword",
      PASSWORD_TOO_SHORT: "newPassword",
      PASSWORD_TOO_LONG: "newPassword",
      PASSWORD_TOO_COMMON: "newPassword",
      PASSWORD_IS_ABOUT_YOU: "newPassword",
    });
  }
}

const labels = { currentPassword: "Current password", newPassword: "New password" };

export default function Password({ loaderData: { email }, actionData: state }: Route.ComponentProps) {
  return (
    <>
      <PageHeading title="Password" failed={Boolean(state)} />
      <SettingsSection
        title="Change your password"
        intro="You stay signed in here. We tell you by mail that it was changed."
      >
        <ErrorSummary state={state} labels={labels} />
        <Form method="post" noValidate>
          <FieldGroup>
            <input type="email" name="username" value={email} readOnly hidden autoComplete="username" />
            <FormField
              name="currentPassword"
              type="password"
              label={labels.currentPassword}
              state={state}
              autoComplete="current-password"
              required
            />
            <FormField
              name="newPassword"
              type="password"
              label={labels.newPassword}
              hint={`${minPasswordLength} to ${maxPasswordLength} characters, any you like.`}
              state={state}
              autoComplete="new-password"
              required
            />
            <CheckboxField
              name="revokeOtherSessions"
              label="Sign out every other device"
              defaultChecked={!state || "revokeOtherSessions" in state.values}
            />
            <div>
              <SubmitButton>Change password</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
