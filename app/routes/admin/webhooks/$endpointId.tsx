import { data, href, Link } from "react-router";
import { z } from "zod";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import { readEndpoint } from "~/db/webhooks.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { momentsIn } from "~/moments";
import { triesInWords } from "~/webhooks/schedule";
import type { Route } from "./+types/$endpointId";
import { actOnEndpoint } from "./components/act-on-endpoint.server";
import { DeliveryList } from "./components/delivery-list";
import { endpointFields, withEvents } from "./components/endpoint-form";
import { EndpointSettings } from "./components/endpoint-settings";
import { EndpointState } from "./components/endpoint-state";
import { NewSecret } from "./components/new-secret";

const endpointForm = withIntent(
  withEvents(
    z.discriminatedUnion("intent", [
      z.object({ intent: z.literal("save"), ...endpointFields }),
      z.object({ intent: z.literal("test") }),
      z.object({ intent: z.literal("rotate"), since: z.coerce.date() }),
      z.object({ intent: z.literal("end-old-secret") }),
      z.object({ intent: z.literal("disable") }),
      z.object({ intent: z.literal("enable") }),
      z.object({ intent: z.literal("delete") }),
    ]),
  ),
  () => "save",
);

const states = z.enum(["pending", "delivered", "failed"]).optional().catch(undefined);

export async function loader({ url, params, context }: Route.LoaderArgs) {
  const state = states.parse(url.searchParams.get("state") ?? undefined);
  const before = cursorOf(url.searchParams.get("before"));
  const found = await readEndpoint(context.get(databaseContext), params.endpointId, { state, before });
  if (!found) throw data("Not Found", { status: 404 });
  const { endpoint, deliveries } = found;
  const moment = momentsIn(context.get(documentContext));
  const { secretAt, previousUntil, failingSince, createdAt, disabledAt, ...facts } = endpoint;
  return {
    endpoint: {
      ...facts,
      since: secretAt.toISOString(),
      secretAt: moment(secretAt),
      previousUntil: previousUntil && previousUntil > new Date() ? moment(previousUntil) : undefined,
      failingSince: failingSince ? moment(failingSince) : undefined,
    },
    list: {
      state,
      isFirstPage: before === undefined,
      older: deliveries.older,
      rows: deliveries.rows.map(({ at, dueAt, ...row }) => ({
        ...row,
        at: moment(at),
        due: dueAt ? moment(dueAt) : undefined,
      })),
    },
  };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await parseForm(request, endpointForm);
  if (form.error) return form.error;
  const { values } = form;
  return actOnEndpoint({ request, context, id: params.endpointId, values, refuse: form.refuse });
}

export default function Endpoint({ loaderData, actionData }: Route.ComponentProps) {
  const { endpoint, list } = loaderData;
  const secret = actionData && "secret" in actionData ? actionData.secret : undefined;
  const state = actionData && "errors" in actionData ? actionData : undefined;
  return (
    <>
      <PageHeading
        title={new URL(endpoint.url).host}
        failed={Boolean(state)}
        intro={
          <Link to={href("/admin/webhooks")} className="link">
            All endpoints
          </Link>
        }
      />
      <div>
        <EndpointState {...endpoint} />
      </div>
      {secret && (
        <NewSecret secret={secret}>
          <p>The one before goes on signing for 24 hours, beside this one.</p>
        </NewSecret>
      )}
      <SettingsSection
        title="Deliveries"
        intro={`What does not arrive is tried ${triesInWords}. Kept for 30 days, with what was answered.`}
      >
        <DeliveryList endpointId={endpoint.id} {...list} />
      </SettingsSection>
      <EndpointSettings endpoint={endpoint} state={state} />
    </>
  );
}
