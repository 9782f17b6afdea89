import type { ComponentProps } from "react";
import type { FormState } from "~/forms/form-errors";
import { Field, FieldDescription, FieldError, FieldLabel } from "./ui/field";
import { Input, Textarea } from "./ui/input";

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  /** What the action answered: its values and errors are shown again. */
  state?: FormState;
}

/** One labelled input with its hint and its error, linked for screen readers. The id is the name unless there are several of them. */
export function FormField({
  label,
  hint,
  state,
  ...input
}: FieldProps & Omit<ComponentProps<"input">, "name">) {
  const { id, describedBy, errors } = describe(input, hint, state);
  return (
    <Field data-invalid={errors ? true : undefined}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {hint && <FieldDescription id={`${id}-hint`}>{hint}</FieldDescription>}
      <Input
        aria-invalid={errors ? true : undefined}
        aria-describedby={describedBy}
        {...input}
        id={id}
        defaultValue={state?.values[input.name] ?? input.defaultValue}
      />
      <Errors id={id} errors={errors} />
    </Field>
  );
}

/** The same for text of several lines. */
export function TextField({
  label,
  hint,
  state,
  ...input
}: FieldProps & Omit<ComponentProps<"textarea">, "name">) {
  const { id, describedBy, errors } = describe(input, hint, state);
  return (
    <Field data-invalid={errors ? true : undefined}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {hint && <FieldDescription id={`${id}-hint`}>{hint}</FieldDescription>}
      <Textarea
        aria-invalid={errors ? true : undefined}
        aria-describedby={describedBy}
        {...input}
        id={id}
        defaultValue={state?.values[input.name] ?? input.defaultValue}
      />
      <Errors id={id} errors={errors} />
    </Field>
  );
}

function describe({ name, id = name }: { name: string; id?: string }, hint?: string, state?: FormState) {
  const errors = state?.errors[name];
  const ids = [hint && `${id}-hint`, errors && `${id}-error`].filter(Boolean);
  return { id, errors, describedBy: ids.join(" ") || undefined };
}

function Errors({ id, errors }: { id: string; errors?: string[] }) {
  return errors ? <FieldError id={`${id}-error`}>{errors.join(" ")}</FieldError> : null;
}
