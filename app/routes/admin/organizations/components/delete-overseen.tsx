import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

interface DeleteOverseenProps {
  label: string;
  slug: string;
  state?: FormState;
}

/** Typing the short name is the question: it is nobody else's. */
export function DeleteOverseen({ label, slug, state }: DeleteOverseenProps) {
  return (
    <Form method="post" noValidate>
      <FieldGroup>
        <input type="hidden" name="intent" value="delete" />
        <FormField
          name="confirmation"
          label={label}
          hint={`To delete it, type ${slug}`}
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
