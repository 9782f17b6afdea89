import { Form, href, redirect } from "react-router";
import { z } from "zod";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { securityState } from "~/auth/security-state.server";
import { isFresh } from "~/auth/sessions.server";
import { CheckboxField } from "~/components/checkbox-field";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, sessionContext } from "~/context";
import { confirmPath } from "~/forms/confirm-path";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { checkbox, currentPassword, newPassword } from "~/forms/rules";
import type { Route } from "./+types/password";

const changeForm = z.object({ currentPassword, newPassword, revokeOtherSessions: checkbox });
const setForm = z.object({ newPassword });

export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const { hasPassword } = await securityState(context.get(databaseContext), user.id);
  // There is no old password to ask for, so the last proof has to be recent.
  if (!hasPassword && !isFresh(session)) throw redirect(confirmPath(href("/account/security/password")));
  return { email: user.email, hasPassword };
}

export async function action(args: Route.ActionArgs) {
  const { user } = args.context.get(sessionContext);
  const { hasPassword } = await securityState(args.context.get(databaseContext), user.id);
  return hasPassword ? changePassword(args) : setFirstPassword(args);
}

const weak = {
  PASSWORD_TOO_SHORT: "newPassword",
  PASSWORD_TOO_LONG: "newPassword",
  PASSWORD_TOO_COMMON: "newPassword",
  PASSWORD_IS_ABOUT_YOU: "newPassword",
  PASSWORD_BREACHED: "newPassword",
} as const;

async function changePassword({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, changeForm);
  if (form.error) return form.error;
  try {
    const { headers } = await context
      .get(authContext)
      .api.changePassword({ body: form.values, headers: request.headers, returnHeaders: true });
    const message = form.values.revokeOtherSessions ? "password-changed-everywhere" : "password-changed";
    return redirectWithMessage(request, href("/account/security"), message, headers);
  } catch (error) {
    return form.reject(error, { INVALID_PASSWORD: "currentPassword", ...weak });
  }
}

async function setFirstPassword({ request, context }: Route.ActionArgs) {
  const { session } = context.get(sessionContext);
  if (!isFresh(session)) return redirect(confirmPath(href("/account/security/password")), 303);
  const form = await parseForm(request, setForm);
  if (form.error) return form.error;
  try {
    await context.get(authContext).api.setPassword({ body: form.values, headers: request.headers });
    return redirectWithMessage(request, href("/account/security"), "password-set");
  } catch (error) {
    return form.reject(error, weak);
  }
}

const labels = { currentPassword: "Current password", newPassword: "New password" };

export default function Password({ loaderData, actionData: state }: Route.ComponentProps) {
  const { email, hasPassword } = loaderData;
  return (
    <>
      <PageHeading title="Password" failed={Boolean(state)} />
      <SettingsSection
        title={hasPassword ? "Change your password" : "Set a password"}
        intro="You stay signed in here. We tell you by mail that it happened."
      >
        <ErrorSummary state={state} labels={labels} />
        <Form method="post" noValidate>
          <FieldGroup>
            <input type="email" name="username" value={email} readOnly hidden autoComplete="username" />
            {hasPassword && (
              <FormField
                name="currentPassword"
                type="password"
                label={labels.currentPassword}
                state={state}
                autoComplete="current-password"
                required
              />
            )}
            <FormField
              name="newPassword"
              type="password"
              label={labels.newPassword}
              hint={`${minPasswordLength} to ${maxPasswordLength} characters, any you like.`}
              state={state}
              autoComplete="new-password"
              required
            />
            {hasPassword && (
              <CheckboxField
                name="revokeOtherSessions"
                label="Sign out every other device"
                defaultChecked={!state || "revokeOtherSessions" in state.values}
              />
            )}
            <div>
              <SubmitButton>{hasPassword ? "Change password" : "Set password"}</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
