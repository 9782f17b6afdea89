import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import type { PersonFacts } from "../person.server";

const lengths = [
  { value: "hour", label: "An hour" },
  { value: "day", label: "A day" },
  { value: "week", label: "A week" },
  { value: "month", label: "30 days" },
  { value: "forever", label: "Until somebody lifts it" },
];

/** Keeps somebody out for a while, or lets them in again. */
export function BanForm({ person: { ban, name }, state }: { person: PersonFacts; state?: FormState }) {
  if (ban)
    return (
      <SettingsSection title="Ban">
        <p className="text-sm wrap-anywhere">
          {name} cannot sign in {ban.end ? <>until {ban.end.exact}</> : "until somebody lifts it"}
          {ban.reason && `: ${ban.reason}`}
        </p>
        <Form method="post">
          <SubmitButton name="intent" value="unban" variant="outline">
            Lift the ban
          </SubmitButton>
        </Form>
      </SettingsSection>
    );
  return (
    <SettingsSection
      title="Ban"
      intro="Signs them out everywhere, and they cannot sign in for as long. They are told by mail."
    >
      <Form method="post" noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value="ban" />
          <FormField
            name="reason"
            label="Reason"
            hint="They read it when they try to sign in."
            maxLength={200}
            autoComplete="off"
            required
            state={state}
          />
          <SelectField
            name="length"
            label="How long"
            options={lengths}
            defaultValue="forever"
            state={state}
          />
          <div>
            <SubmitButton variant="destructive">Ban</SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}
