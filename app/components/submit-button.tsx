import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useFormAction, useNavigation } from "react-router";
import { Button } from "./ui/button";

/** A form's button; busy while its own form is on the way, which it tells by word to screen readers too. */
export function SubmitButton({ children, value, name, ...props }: ComponentProps<typeof Button>) {
  const navigation = useNavigation();
  const here = useFormAction();
  const isSameForm = navigation.formAction === here && (!name || navigation.formData?.get(name) === value);
  const busy = navigation.state !== "idle" && isSameForm;
  return (
    <Button type="submit" name={name} value={value} aria-busy={busy || undefined} {...props}>
      {busy && <LoaderCircle aria-hidden className="motion-safe:animate-spin" />}
      {children}
    </Button>
  );
}
