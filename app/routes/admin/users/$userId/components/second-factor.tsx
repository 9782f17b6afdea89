import { Form, href } from "react-router";
import { ConfirmFirst } from "~/components/confirm-first";
import { TextField } from "~/components/form-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import type { PersonFacts } from "../person.server";

/** For somebody who has lost their second factor: a form that asks how an admin made sure that it is them. */
export function SecondFactor({ person, state }: { person: PersonFacts; state?: FormState }) {
  if (!person.hasSecondFactor || person.isYou) return null;
  const returnTo = href("/admin/users/:userId/sign-in", { userId: person.id });
  return (
    <SettingsSection
      title="Reset the second factor"
      intro="For somebody who has lost their app, their phone and their backup codes. First check who they are by a way that you know is theirs, not by the one that they write to you from. It signs them out everywhere, and they are told by mail."
    >
      {person.isProven ? (
        <Form method="post" noValidate>
          <FieldGroup>
            <input type="hidden" name="intent" value="reset-second-factor" />
            <TextField
              name="check"
              label="How you checked that it is them"
              hint="Kept in the audit log. For example: called back on the number in the contract, and asked for the last invoice."
              rows={3}
              maxLength={500}
              required
              state={state}
            />
            <div>
              <SubmitButton variant="destructive">Reset second factor</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      ) : (
        <ConfirmFirst returnTo={returnTo} />
      )}
    </SettingsSection>
  );
}
