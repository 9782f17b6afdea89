import { Form, href, Link } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { FormField } from "~/components/form-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

/** The fields of both steps. */
export const labels = { phoneNumber: "Phone number", code: "Code" };

/** The confirmed number, and the way to be rid of it. */
export function YourNumber({ number }: { number: string }) {
  return (
    <SettingsSection title="Your number">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-medium tabular-nums">{number}</span>
        <ConfirmButton
          name="intent"
          value="remove"
          label="Remove number"
          question={`Remove ${number}?`}
          consequence="From then on it signs you in no more, and no code goes to it for a forgotten password or as a second step. We tell you there and by mail."
          keep="Keep it"
        />
      </div>
    </SettingsSection>
  );
}

/** First step: where the code goes. */
export function AskForCode({ isFirst, state }: { isFirst: boolean; state?: FormState }) {
  return (
    <SettingsSection
      title={isFirst ? "Add a number" : "Change your number"}
      intro={
        isFirst
          ? "We text a code to it, and keep the number once you have entered that code."
          : "We text a code to the new one. Your number stays until you have entered that code."
      }
    >
      <Form method="post" noValidate>
        <input type="hidden" name="intent" value="send" />
        <FieldGroup>
          <FormField
            name="phoneNumber"
            type="tel"
            label={labels.phoneNumber}
            hint="With its country code, like +49 151 23456789."
            state={state}
            autoComplete="tel"
            required
          />
          <div>
            <SubmitButton>Text me a code</SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

/** Second step: what the code is. */
export function EnterCode({ sentTo, state }: { sentTo: string; state?: FormState }) {
  return (
    <SettingsSection
      title={`Confirm ${sentTo}`}
      intro="Enter the code that we sent there. It works once, for ten minutes, in this browser."
    >
      <Form method="post" action={href("/account/phone")} noValidate>
        <input type="hidden" name="phoneNumber" value={sentTo} />
        <FieldGroup>
          <FormField
            name="code"
            label={labels.code}
            state={state}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            autoFocus={!state}
          />
          <div>
            <SubmitButton name="intent" value="confirm">
              Confirm number
            </SubmitButton>
          </div>
        </FieldGroup>
      </Form>
      <Form method="post" action={href("/account/phone")} className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="phoneNumber" value={sentTo} />
        <SubmitButton name="intent" value="send" variant="outline">
          Send a new code
        </SubmitButton>
        <Button asChild variant="ghost">
          <Link to={href("/account/phone")}>Use another number</Link>
        </Button>
      </Form>
    </SettingsSection>
  );
}
