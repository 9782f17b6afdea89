import type { ReactNode } from "react";
import type { FormState } from "~/forms/form-errors";
import { FragmentLink } from "./fragment-link";
import { Alert, AlertTitle } from "./ui/alert";

/** React focuses inputs only; `autofocus` in the markup does it where no React runs. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

/** Says above the form what has to be mended, with a link to each field, and takes the focus so that it is read out. */
export function ErrorSummary({
  state,
  labels,
  idOf = (name) => name,
  children,
}: {
  state?: FormState;
  labels: Record<string, string>;
  /** The id of a field, where it is not its name. */
  idOf?: (name: string) => string;
  children?: ReactNode;
}) {
  const entries = Object.entries(state?.errors ?? {});
  if (!state || (entries.length === 0 && !state.message)) return null;
  return (
    <Alert variant="destructive" role="alert" tabIndex={-1} autoFocus ref={takeFocus}>
      <AlertTitle>{state.message ?? "Please check the form"}</AlertTitle>
      {entries.length > 0 && (
        <ul className="flex flex-col gap-1">
          {entries.map(([name, errors]) => (
            <li key={name}>
              <FragmentLink to={idOf(name)} className="link">
                {labels[name] ?? name}
              </FragmentLink>
              : {errors.join(" ")}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Alert>
  );
}
