import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

interface DeleteOrganizationProps {
  label: string;
  name: string;
  state?: FormState;
}

/** Typing the name is the question: nobody does it by accident. */
export function DeleteOrganization({ label, name, state }: DeleteOrganizationProps) {
  return (
    <Form method="post" noValidate>
      <FieldGroup>
        <input type="hidden" name="intent" value="delete" />
        <FormField
          name="confirmation"
          label={label}
          hint={`To delete it, type ${name}`}
          state={state}
          autoComplete="off"
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
