import { type ChangeEvent, useRef, useState } from "react";
import { FormField } from "~/components/form-field";
import type { FormState } from "~/forms/form-errors";

interface UsernameFieldProps {
  label: string;
  /** The one that is saved. */
  own: string;
  state?: FormState;
}

const pauseMs = 400;
const shape = /^[a-z0-9_.]{3,30}$/i;

/** The field for a username. Where scripts run it says, after a pause in typing, whether the name can be had. */
export function UsernameField({ label, own, state }: UsernameFieldProps) {
  const [answer, setAnswer] = useState({ about: "", text: "" });
  const waiting = useRef<{ timer: number; ended: AbortController }>(undefined);

  /** Saved meanwhile, it is no longer free, and that is no news. */
  const isOwn = (name: string) => name.toLowerCase() === own.toLowerCase();

  function ask({ target: { value } }: ChangeEvent<HTMLInputElement>) {
    window.clearTimeout(waiting.current?.timer);
    waiting.current?.ended.abort();
    setAnswer({ about: "", text: "" });
    const username = value.trim();
    if (!shape.test(username) || isOwn(username)) return;
    const ended = new AbortController();
    const timer = window.setTimeout(async () => {
      setAnswer({ about: username, text: await answerFor(username, ended.signal) });
    }, pauseMs);
    waiting.current = { timer, ended };
  }

  return (
    <div className="flex flex-col gap-1.5">
      <FormField
        name="username"
        label={label}
        hint="Letters, digits, dots and underscores. You can sign in with it instead of your e-mail address."
        state={state}
        defaultValue={own}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={ask}
      />
      <p aria-live="polite" className="text-sm text-muted-foreground empty:hidden">
        {isOwn(answer.about) || state?.errors.username ? "" : answer.text}
      </p>
    </div>
  );
}

/** Empty where nothing can be said: the form says it then. */
async function answerFor(username: string, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch("/api/auth/is-username-available", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ username }),
      signal,
    });
    if (!response.ok) return "";
    const { available }: { available: boolean } = await response.json();
    return available ? `${username} is available.` : `${username} is not available. Try another one.`;
  } catch {
    return "";
  }
}
