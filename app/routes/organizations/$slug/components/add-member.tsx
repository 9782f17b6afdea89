import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

/** Makes somebody who has an account a member at once. */
export function AddMember({ roles, state }: { roles: string[]; state?: FormState }) {
  return (
    <SettingsSection
      title="Add somebody who has an account"
      intro="They are a member at once, and told by mail. Whoever has no account yet is invited instead."
    >
      <Form method="post" noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value="add" />
          <div className="grid items-start gap-5 sm:grid-cols-[minmax(0,1fr)_11rem]">
            <FormField
              name="email"
              label="E-mail address or username"
              state={state}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
            <SelectField
              name="role"
              label="Role"
              state={state}
              defaultValue="member"
              options={roles.map((role) => ({ value: role, label: role }))}
            />
          </div>
          <div>
            <SubmitButton>Add member</SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}
