import { data, Form, href, Link } from "react-router";
import { recordAudit } from "~/auth/audit.server";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { authContext, databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { readDelivery } from "~/db/webhooks.server";
import { redirectWithMessage } from "~/forms/message.server";
import { momentsIn } from "~/moments";
import { bodyOf, deliverNow } from "~/webhooks/deliver.server";
import { isTaken } from "~/webhooks/send.server";
import { webhookServices } from "~/webhooks/services.server";
import type { Route } from "./+types/$endpointId.deliveries.$deliveryId";
import { AttemptList } from "./components/attempt-list";
import { DeliveryState } from "./components/delivery-table";

export async function loader({ params, context }: Route.LoaderArgs) {
  const { endpointId, deliveryId: id } = params;
  const found = await readDelivery(context.get(databaseContext), { id, endpointId });
  if (!found) throw data("Not Found", { status: 404 });
  const { state, tries, dueAt, attempts } = found;
  const moment = momentsIn(context.get(documentContext));
  return {
    endpointId,
    host: new URL(found.url).host,
    messageId: found.messageId,
    type: found.type,
    at: moment(found.at),
    body: JSON.stringify(JSON.parse(bodyOf(found)), null, 2),
    state,
    tries,
    due: dueAt ? moment(dueAt) : undefined,
    attempts: attempts.map(({ at, ...attempt }) => ({ ...attempt, at: moment(at) })),
  };
}

/** Sends it again, at once, and waits for what is answered. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { endpointId, deliveryId: id } = params;
  const db = context.get(databaseContext);
  const found = await readDelivery(db, { id, endpointId });
  if (!found) throw data("Not Found", { status: 404 });
  const here = href("/admin/webhooks/:endpointId/deliveries/:deliveryId", { endpointId, deliveryId: id });
  const services = await webhookServices({
    env: context.get(envContext),
    db,
    auth: context.get(authContext),
  });
  const reply = await deliverNow(services, id);
  if (!reply) return redirectWithMessage(request, here, "webhook-on-its-way");
  recordAudit(db, {
    event: "admin-webhook-sent-again",
    outcome: isTaken(reply) ? "success" : "failure",
    actor: { id: context.get(sessionContext).user.id },
    subject: { type: "deployment" },
    detail: `${found.type} ${found.messageId} to ${new URL(found.url).host}`,
  });
  return redirectWithMessage(request, here, isTaken(reply) ? "webhook-arrived" : "webhook-tried");
}

export default function Delivery({ loaderData }: Route.ComponentProps) {
  const { endpointId, host, messageId, type, at, body, attempts, ...state } = loaderData;
  return (
    <>
      <PageHeading
        title={type}
        intro={
          <Link to={href("/admin/webhooks/:endpointId", { endpointId })} className="link">
            Deliveries to {host}
          </Link>
        }
      />
      <SettingsSection title="The event" intro={`Happened ${at.exact}.`}>
        <div>
          <DeliveryState {...state} />
        </div>
        {/* Wide lines scroll, with the keyboard, too. */}
        <section
          aria-label="What is sent"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it as well
          tabIndex={0}
          className="overflow-x-auto rounded-md border p-3"
        >
          <pre className="font-mono text-xs">{body}</pre>
        </section>
        <p className="text-sm text-muted-foreground wrap-anywhere">webhook-id: {messageId}</p>
        <Form method="post">
          <SubmitButton variant="outline">Send again</SubmitButton>
        </Form>
      </SettingsSection>
      <SettingsSection title="Tries" intro="Newest first, each with what was answered.">
        <AttemptList attempts={attempts} />
      </SettingsSection>
    </>
  );
}
