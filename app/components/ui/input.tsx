import type { ComponentProps } from "react";
import { cn } from "./cn";

const look =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 py-2 text-base text-foreground placeholder:text-muted-foreground disabled:opacity-60 aria-invalid:border-destructive aria-invalid:ring-1 aria-invalid:ring-destructive read-only:bg-muted";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(look, "h-11", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea data-slot="textarea" className={cn(look, "min-h-24", className)} {...props} />;
}
