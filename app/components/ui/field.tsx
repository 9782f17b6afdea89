import type { ComponentProps } from "react";
import { cn } from "./cn";

export function FieldGroup({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="field-group" className={cn("flex flex-col gap-5", className)} {...props} />;
}

export function Field({ className, ...props }: ComponentProps<"div">) {
  return <div data-slot="field" className={cn("flex flex-col gap-1.5", className)} {...props} />;
}

export function FieldLabel({
  className,
  htmlFor,
  children,
  ...props
}: ComponentProps<"label"> & { htmlFor: string }) {
  return (
    <label
      data-slot="field-label"
      htmlFor={htmlFor}
      className={cn("text-sm font-medium", className)}
      {...props}
    >
      {children}
    </label>
  );
}

export function FieldDescription({ className, ...props }: ComponentProps<"p">) {
  return (
    <p data-slot="field-description" className={cn("text-sm text-muted-foreground", className)} {...props} />
  );
}

export function FieldError({ className, ...props }: ComponentProps<"p">) {
  return (
    <p data-slot="field-error" className={cn("text-sm font-medium text-destructive", className)} {...props} />
  );
}
