import type { joinAsAdmin } from "./admins";
import { type Answer, hooksUrl, type Received } from "./receiver";
import { newVisitor } from "./visitor";

type Admin = Awaited<ReturnType<typeof joinAsAdmin>>;

export const housekeepingToken = "a-token-that-no-one-knows";

/** A receiver of its own, out in the world. */
export function newReceiver(kind = "takes") {
  const path = `/${kind}/${crypto.randomUUID()}`;
  const received = async () => {
    const response = await fetch(`${hooksUrl}/received?${new URLSearchParams({ at: path })}`);
    return (await response.json()) as Received[];
  };
  return {
    url: hooksUrl + path,
    received,
    /** The events, in the order in which they came. */
    events: async () =>
      (await received()).map(
        ({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> },
      ),
    answersWith: (answer: Answer) => fetch(hooksUrl + path, { method: "PUT", body: JSON.stringify(answer) }),
  };
}

/** Adds an endpoint by the form, and reads its secret off the page. */
export async function addEndpoint(
  { visitor }: Admin,
  { url, events, description = "" }: { url: string; events: string[]; description?: string },
) {
  const id = crypto.randomUUID();
  const boxes = Object.fromEntries(events.map((event) => [`event:${event}`, "on"]));
  const form = { endpointId: id, url, description, ...boxes };
  const response = await visitor.submit("/admin/webhooks/new", form);
  return { id, secret: secretOn(await response.text()), form, page: `/admin/webhooks/${id}` };
}

/** The secret that a page shows this once. */
export function secretOn(html: string): string {
  return /whsec_[A-Za-z0-9+/=]+/.exec(html)?.[0] ?? "";
}

interface Report {
  removed: Record<string, number>;
  webhooks: { delivered: number; failed: number };
  more: boolean;
}

/** What a scheduler calls. */
export async function keepHouse(settings: Record<string, unknown> = {}): Promise<Report> {
  const visitor = newVisitor({ settings: { HOUSEKEEPING_TOKEN: housekeepingToken, ...settings } });
  const response = await visitor.send("/api/housekeeping", {
    method: "POST",
    headers: { Authorization: `Bearer ${housekeepingToken}` },
  });
  return response.json();
}
