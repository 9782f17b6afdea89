import { type ChangeEvent, useRef, useState } from "react";
import type { FormState } from "~/forms/form-errors";
import { FormField } from "./form-field";

interface AvailabilityFieldProps {
  name: string;
  label: string;
  hint: string;
  /** The one that is saved. */
  own?: string;
  state?: FormState;
  /** What can be asked about at all; the rest is the form's to refuse. */
  shape: RegExp;
  /** True when it can be had, undefined where nothing can be said. */
  isAvailable(value: string, signal: AbortSignal): Promise<boolean | undefined>;
}

const pauseMs = 400;

/** A field for a name that is nobody else's. Where scripts run it says, after a pause in typing, whether it can be had. */
export function AvailabilityField({
  name,
  label,
  hint,
  own = "",
  state,
  shape,
  isAvailable,
}: AvailabilityFieldProps) {
  const [answer, setAnswer] = useState({ about: "", text: "" });
  const waiting = useRef<{ timer: number; ended: AbortController }>(undefined);

  /** Saved meanwhile, it is no longer free, and that is no news. */
  const isOwn = (value: string) => value.toLowerCase() === own.toLowerCase();

  function ask({ target }: ChangeEvent<HTMLInputElement>) {
    window.clearTimeout(waiting.current?.timer);
    waiting.current?.ended.abort();
    setAnswer({ about: "", text: "" });
    const value = target.value.trim();
    if (!shape.test(value) || isOwn(value)) return;
    const ended = new AbortController();
    const timer = window.setTimeout(async () => {
      const available = await isAvailable(value, ended.signal).catch(() => undefined);
      if (!ended.signal.aborted) setAnswer({ about: value, text: wordsFor(value, available) });
    }, pauseMs);
    waiting.current = { timer, ended };
  }

  return (
    <div className="flex flex-col gap-1.5">
      <FormField
        name={name}
        label={label}
        hint={hint}
        state={state}
        defaultValue={own}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={ask}
      />
      <p aria-live="polite" className="text-sm text-muted-foreground empty:hidden">
        {isOwn(answer.about) || state?.errors[name] ? "" : answer.text}
      </p>
    </div>
  );
}

/** Empty where nothing can be said: the form says it then. */
function wordsFor(value: string, available: boolean | undefined): string {
  if (available === undefined) return "";
  return available ? `${value} is available.` : `${value} is not available. Try another one.`;
}
