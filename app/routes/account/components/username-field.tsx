import { AvailabilityField } from "~/components/availability-field";
import type { FormState } from "~/forms/form-errors";

interface UsernameFieldProps {
  label: string;
  /** The one that is saved. */
  own: string;
  state?: FormState;
}

/** The field for a username. */
export function UsernameField(props: UsernameFieldProps) {
  return (
    <AvailabilityField
      {...props}
      name="username"
      hint="Letters, digits, dots and underscores. You can sign in with it instead of your e-mail address."
      shape={/^[a-z0-9_.]{3,30}$/i}
      isAvailable={isAvailable}
    />
  );
}

async function isAvailable(username: string, signal: AbortSignal): Promise<boolean | undefined> {
  const response = await fetch("/api/auth/is-username-available", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username }),
    signal,
  });
  if (!response.ok) return undefined;
  const { available }: { available: boolean } = await response.json();
  return available;
}
