import { z } from "zod";
import { type WebhookEvent, webhookEvents } from "~/webhooks/events";

/** The name of the box for an event. */
export function eventField(event: WebhookEvent): string {
  return `event:${event}`;
}

/** The fields of an endpoint; `withEvents` makes `events` from the boxes. */
export const endpointFields = {
  url: z.string().trim().min(1, "Enter the address."),
  description: z.string().trim().max(200, "Use 200 characters or fewer.").default(""),
  events: z.array(z.string()).min(1, "Choose one event or more."),
};

/** Forms with a box for each event: they become one field, `events`. */
export function withEvents<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((entered) => ({ ...(entered as object), events: tickedIn(entered as object) }), schema);
}

function tickedIn(entered: object): WebhookEvent[] {
  return (Object.keys(webhookEvents) as WebhookEvent[]).filter((event) =>
    Object.hasOwn(entered, eventField(event)),
  );
}
