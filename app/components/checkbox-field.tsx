import type { ComponentProps } from "react";

/** A native checkbox with its label, 44 px high to touch. */
export function CheckboxField({
  name,
  label,
  ...input
}: { name: string; label: string } & ComponentProps<"input">) {
  return (
    <label htmlFor={name} className="flex min-h-11 items-center gap-2.5 text-sm sm:min-h-6">
      <input id={name} name={name} type="checkbox" className="size-5 accent-primary" {...input} />
      {label}
    </label>
  );
}
