import { Check } from "lucide-react";
import { href } from "react-router";
import type { Theme } from "~/forms/theme";
import { Button } from "./ui/button";

const labels: Record<Theme, string> = { system: "System", light: "Light", dark: "Dark" };

/** Chooses light, dark or the system's preference: a form and a cookie, so it works without JavaScript. */
export function ThemeSwitch({ theme, returnTo }: { theme: Theme; returnTo: string }) {
  return (
    <form method="post" action={href("/theme")} className="flex items-center gap-1">
      <input type="hidden" name="returnTo" value={returnTo} />
      <fieldset className="flex items-center gap-1">
        <legend className="sr-only">Colours</legend>
        {Object.entries(labels).map(([value, label]) => (
          <Button
            key={value}
            type="submit"
            name="theme"
            value={value}
            variant={value === theme ? "secondary" : "ghost"}
            size="sm"
            aria-pressed={value === theme}
          >
            {value === theme && <Check aria-hidden />}
            {label}
          </Button>
        ))}
      </fieldset>
    </form>
  );
}
