import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

interface DeleteOrganizationProps {
  label: string;
  /** What has to be typed. */
  typed: string;
  state?: FormState;
}

/** Typing what nobody else has is the question: nobody does it by accident. */
export function DeleteOrganization({ label, typed, state }: DeleteOrganizationProps) {
  return (
    <Form method="post" noValidate>
      <FieldGroup>
        <input type="hidden" name="intent" value="delete" />
        <FormField
          name="confirmation"
          label={label}
          hint={`To delete it, type ${typed}`}
          state={state}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          required
        />
        <div>
          <SubmitButton variant="destructive">Delete organization</SubmitButton>
        </div>
      </FieldGroup>
    </Form>
  );
}
