import { href, Link } from "react-router";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { databaseContext, documentContext } from "~/context";
import { listEndpoints, mostEndpoints } from "~/db/webhooks.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/index";
import { EndpointState } from "./components/endpoint-state";

export async function loader({ context }: Route.LoaderArgs) {
  const endpoints = await listEndpoints(context.get(databaseContext));
  const moment = momentsIn(context.get(documentContext));
  return {
    /** How many there can be, once there are so many. */
    full: endpoints.length >= mostEndpoints ? mostEndpoints : undefined,
    endpoints: endpoints.map(({ id, url, description, events, disabledBecause, failingSince }) => ({
      id,
      url,
      description,
      events: events.length,
      disabledBecause,
      failingSince: failingSince ? moment(failingSince) : undefined,
    })),
  };
}

export default function Webhooks({ loaderData: { endpoints, full } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="Webhooks"
        intro="Other systems hear of what happens here: each event is posted to their address, signed, and tried again until it arrives."
      />
      <SettingsSection title="Endpoints" intro="Where events are sent to.">
        {endpoints.length === 0 ? (
          <p className="text-sm text-muted-foreground">There is none yet.</p>
        ) : (
          <ul className="flex flex-col divide-y">
            {endpoints.map(({ id, url, description, events, ...state }) => (
              <li key={id} className="flex flex-col gap-1.5 py-4 first:pt-0 last:pb-0">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <Link
                    to={href("/admin/webhooks/:endpointId", { endpointId: id })}
                    className="link font-medium wrap-anywhere"
                  >
                    {url}
                  </Link>
                  <EndpointState {...state} />
                </div>
                <p className="text-sm text-muted-foreground wrap-anywhere">
                  {[description, events === 1 ? "1 event" : `${events} events`].filter(Boolean).join(" · ")}
                </p>
              </li>
            ))}
          </ul>
        )}
        {full ? (
          <p className="text-sm text-muted-foreground">
            There is room for {full}. Delete one before you add another.
          </p>
        ) : (
          <div>
            <Button asChild>
              <Link to={href("/admin/webhooks/new")}>Add an endpoint</Link>
            </Button>
          </div>
        )}
      </SettingsSection>
    </>
  );
}
