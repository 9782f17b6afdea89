import { Form, href } from "react-router";
import { z } from "zod";
import { emailState } from "~/auth/email-state.server";
import { ownAddress } from "~/auth/placeholder-email";
import { isFresh } from "~/auth/sessions.server";
import { ConfirmFirst } from "~/components/confirm-first";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, documentContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { email } from "~/forms/rules";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/email";

const changeForm = z.object({ newEmail: email });

export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const { email, pending, undoable } = await emailState(context.get(databaseContext), user.id);
  const moment = momentsIn(context.get(documentContext));
  return {
    address: ownAddress(email),
    waitsFor: pending?.newEmail,
    undoable: undoable.map(({ oldEmail, until }) => ({ oldEmail, until: moment(until).exact })),
    canChange: isFresh(session),
  };
}

/** Changes nothing: the new address is asked first, by a link (ASVS 6.3.8: the answer is the same for a taken one). */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, changeForm);
  if (form.error) return form.error;
  try {
    await context.get(authContext).api.changeEmail({ body: form.values, headers: request.headers });
    return redirectWithMessage(request, href("/account/email"), "email-change-sent");
  } catch (error) {
    return form.reject(error, {
      INVALID_EMAIL: "newEmail",
      EMAIL_IS_THE_SAME: "newEmail",
      EMAIL_DOMAIN_NOT_ALLOWED: "newEmail",
    });
  }
}

const labels = { newEmail: "New e-mail address" };

export default function Email({ loaderData, actionData: state }: Route.ComponentProps) {
  const { address, waitsFor, undoable, canChange } = loaderData;
  return (
    <>
      <PageHeading
        title="E-mail address"
        failed={Boolean(state)}
        intro="You sign in with it, and every message about your account goes there."
      />
      <SettingsSection title="Your address">
        <p className="font-medium wrap-anywhere">{address ?? "No address yet"}</p>
        {waitsFor && (
          <p className="text-sm wrap-anywhere">
            Waiting for <strong>{waitsFor}</strong>: open the link in the message that we sent there.
          </p>
        )}
        {undoable.map(({ oldEmail, until }) => (
          <p key={oldEmail + until} className="text-sm text-muted-foreground wrap-anywhere">
            {oldEmail} was your address before. The message that we sent there can undo the change until{" "}
            {until}.
          </p>
        ))}
      </SettingsSection>
      <SettingsSection
        title={address ? "Change it" : "Add one"}
        intro="We send a link to the new address. Nothing changes until you open it and confirm."
      >
        {canChange ? (
          <>
            <ErrorSummary state={state} labels={labels} />
            <Form key={waitsFor} method="post" noValidate>
              <FieldGroup>
                <FormField
                  name="newEmail"
                  type="email"
                  label={labels.newEmail}
                  hint={
                    address &&
                    `We tell ${address} as well. For seven days the message there can undo the change.`
                  }
                  state={state}
                  autoComplete="email"
                  required
                />
                <div>
                  <SubmitButton>Change e-mail address</SubmitButton>
                </div>
              </FieldGroup>
            </Form>
          </>
        ) : (
          <ConfirmFirst returnTo={href("/account/email")} />
        )}
      </SettingsSection>
    </>
  );
}
