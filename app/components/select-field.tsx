import type { ComponentProps } from "react";
import type { FormState } from "~/forms/form-errors";
import { Field, FieldDescription, FieldError, FieldLabel } from "./ui/field";

interface SelectFieldProps extends Omit<ComponentProps<"select">, "name"> {
  name: string;
  label: string;
  hint?: string;
  options: { value: string; label: string }[];
  /** What the action answered: what was chosen is chosen again. */
  state?: FormState;
}

/** One labelled native list to choose from, with its hint and its error, linked for screen readers. The id is the name unless there are several of them. */
export function SelectField({
  name,
  id = name,
  label,
  hint,
  options,
  state,
  defaultValue,
  ...select
}: SelectFieldProps) {
  const errors = state?.errors[name];
  const ids = [hint && `${id}-hint`, errors && `${id}-error`].filter(Boolean).join(" ");
  return (
    <Field data-invalid={errors ? true : undefined}>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      {hint && <FieldDescription id={`${id}-hint`}>{hint}</FieldDescription>}
      <select
        {...select}
        id={id}
        name={name}
        defaultValue={state?.values[name] ?? defaultValue}
        aria-invalid={errors ? true : undefined}
        aria-describedby={ids || undefined}
        className="h-11 w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground aria-invalid:border-destructive"
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {errors && <FieldError id={`${id}-error`}>{errors.join(" ")}</FieldError>}
    </Field>
  );
}
