import { CheckboxField } from "~/components/checkbox-field";
import { FormField } from "~/components/form-field";
import { FieldError } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import { webhookEventGroups, webhookEvents } from "~/webhooks/events";
import { eventField } from "./endpoint-form";

interface EndpointFieldsProps {
  endpoint?: { url: string; description: string; events: string[] };
  state?: FormState;
}

export const endpointLabels = { url: "Address", description: "Description", events: "Events" };

/** What an admin says about an endpoint: where, what for, and which events. */
export function EndpointFields({ endpoint, state }: EndpointFieldsProps) {
  return (
    <>
      <FormField
        name="url"
        label={endpointLabels.url}
        hint="Where events are posted to, by https."
        type="url"
        inputMode="url"
        autoComplete="off"
        defaultValue={endpoint?.url}
        state={state}
        required
      />
      <FormField
        name="description"
        label={`${endpointLabels.description} (optional)`}
        hint="What it is for, for other admins."
        autoComplete="off"
        maxLength={200}
        defaultValue={endpoint?.description}
        state={state}
      />
      <div className="flex flex-col gap-4" id="events">
        {webhookEventGroups.map(({ label, events }) => (
          <fieldset key={label} className="flex flex-col gap-2">
            <legend className="mb-2 text-sm font-medium">{label}</legend>
            {events.map((name) => (
              <EventBox
                key={name}
                name={name}
                isTicked={
                  state ? state.values[eventField(name)] === "on" : (endpoint?.events.includes(name) ?? false)
                }
              />
            ))}
          </fieldset>
        ))}
        {state?.errors.events && <FieldError id="events-error">{state.errors.events.join(" ")}</FieldError>}
      </div>
    </>
  );
}

function EventBox({ name, isTicked }: { name: keyof typeof webhookEvents; isTicked: boolean }) {
  const id = `${eventField(name)}-words`;
  return (
    <div>
      <CheckboxField name={eventField(name)} label={name} defaultChecked={isTicked} aria-describedby={id} />
      <p id={id} className="pl-7.5 text-sm text-muted-foreground">
        {webhookEvents[name]}
      </p>
    </div>
  );
}
