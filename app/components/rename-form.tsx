import { Form } from "react-router";
import type { FormState } from "~/forms/form-errors";
import { FormField } from "./form-field";
import { SubmitButton } from "./submit-button";

interface RenameFormProps {
  id: string;
  name: string;
  /** By what the action knows the row. */
  idField?: string;
  maxLength?: number;
  /** The id of the element that says which row this is. */
  describedBy: string;
  state?: FormState;
}

/** Gives one row of a list another name. */
export function RenameForm({
  id,
  name,
  idField = "id",
  maxLength = 60,
  describedBy,
  state,
}: RenameFormProps) {
  return (
    <Form method="post" noValidate className="flex w-full min-w-0 flex-1 items-start gap-3">
      <input type="hidden" name="intent" value="rename" />
      <div className="min-w-0 flex-1">
        <FormField
          id={`name-${id}`}
          name="name"
          label="Name"
          defaultValue={name}
          state={state}
          maxLength={maxLength}
          autoComplete="off"
          required
        />
      </div>
      <SubmitButton
        name={idField}
        value={id}
        variant="outline"
        className="mt-6.5"
        aria-describedby={describedBy}
      >
        Rename
      </SubmitButton>
    </Form>
  );
}
