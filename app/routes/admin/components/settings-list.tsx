import { CircleCheck, CircleDashed } from "lucide-react";
import { Badge } from "~/components/ui/badge";

interface SettingsListProps {
  settings: { label: string; state: "on" | "off" | "fact"; text: string; names: string[] }[];
}

/** What is set, by its name in the configuration; where it is off, what that switches off. */
export function SettingsList({ settings }: SettingsListProps) {
  return (
    <dl className="flex flex-col divide-y text-sm">
      {settings.map(({ label, state, text, names }) => (
        <div
          key={label}
          className="grid gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[12rem_minmax(0,1fr)]"
        >
          <dt className="flex flex-wrap items-start justify-between gap-2 font-medium sm:flex-col sm:justify-start">
            {label}
            {state !== "fact" && (
              <Badge variant={state === "on" ? "on" : "default"}>
                {state === "on" ? <CircleCheck aria-hidden /> : <CircleDashed aria-hidden />}
                {state === "on" ? "On" : "Off"}
              </Badge>
            )}
          </dt>
          <dd className="flex min-w-0 flex-col gap-1">
            <span className="wrap-anywhere">{text}</span>
            {names.length > 0 && (
              <code className="text-xs wrap-anywhere text-muted-foreground">{names.join(", ")}</code>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
