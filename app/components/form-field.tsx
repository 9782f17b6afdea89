import type { ComponentProps, ReactNode } from "react";
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
  const { aria, ...frame } = describe(input, hint, state);
  return (
    <Frame {...frame} label={label} hint={hint}>
      <Input
        {...aria}
        {...input}
        id={frame.id}
        defaultValue={state?.values[input.name] ?? input.defaultValue}
      />
    </Frame>
  );
}

/** The same for text of several lines. */
export function TextField({
  label,
  hint,
  state,
  ...input
}: FieldProps & Omit<ComponentProps<"textarea">, "name">) {
  const { aria, ...frame } = describe(input, hint, state);
  return (
    <Frame {...frame} label={label} hint={hint}>
      <Textarea
        {...aria}
        {...input}
        id={frame.id}
        defaultValue={state?.values[input.name] ?? input.defaultValue}
      />
    </Frame>
  );
}

function describe({ name, id = name }: { name: string; id?: string }, hint?: string, state?: FormState) {
  const errors = state?.errors[name];
  const ids = [hint && `${id}-hint`, errors && `${id}-error`].filter(Boolean);
  const aria = { "aria-invalid": errors ? true : undefined, "aria-describedby": ids.join(" ") || undefined };
  return { id, errors, aria };
}

interface FrameProps {
  id: string;
  label: string;
  hint?: string;
  errors?: string[];
  children: ReactNode;
}

function Frame({ id, label, hint, errors, children }: FrameProps) {
  return (
    <Field data-invalid={errors ? true : undefined}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {hint && <FieldDescription id={`${id}-hint`}>{hint}</FieldDescription>}
      {children}
      {errors && <FieldError id={`${id}-error`}>{errors.join(" ")}</FieldError>}
    </Field>
  );
}
