import type { ComponentProps } from "react";

/** One of several choices, native, 44 px high to touch. */
export function RadioField({
  name,
  value,
  label,
  ...input
}: { name: string; value: string; label: string } & ComponentProps<"input">) {
  const id = `${name}-${value}`;
  return (
    <label htmlFor={id} className="flex min-h-11 items-center gap-2.5 text-sm sm:min-h-8">
      <input
        id={id}
        name={name}
        value={value}
        type="radio"
        className="size-5 shrink-0 accent-primary"
        {...input}
      />
      {label}
    </label>
  );
}
