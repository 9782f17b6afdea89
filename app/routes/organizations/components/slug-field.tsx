import { AvailabilityField } from "~/components/availability-field";
import type { FormState } from "~/forms/form-errors";

interface SlugFieldProps {
  label: string;
  hint: string;
  /** The one that is saved. */
  own?: string;
  state?: FormState;
}

/** The field for the short name of an organization. */
export function SlugField(props: SlugFieldProps) {
  return (
    <AvailabilityField
      {...props}
      name="slug"
      shape={/^(?=.{2,40}$)[a-z0-9]+(-[a-z0-9]+)*$/i}
      isAvailable={isAvailable}
    />
  );
}

async function isAvailable(slug: string, signal: AbortSignal): Promise<boolean | undefined> {
  const response = await fetch("/api/auth/organization/check-slug", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ slug: slug.toLowerCase() }),
    signal,
  });
  // Taken is an answer as well; over the limit nothing can be said.
  return response.ok ? true : response.status === 400 ? false : undefined;
}
