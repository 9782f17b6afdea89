import { data, href, type RouterContextProvider } from "react-router";
import { recordAudit } from "~/auth/audit.server";
import type { AdminEvent } from "~/auth/audit-words";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { addTrial } from "~/db/webhook-queue.server";
import {
  changeEndpoint,
  disableEndpoint,
  type EndpointFacts,
  enableEndpoint,
  endPreviousSecret,
  readEndpoint,
  removeEndpoint,
  rotateSecret,
} from "~/db/webhooks.server";
import { redirectWithMessage } from "~/forms/message.server";
import type { Message } from "~/forms/messages";
import type { FormError } from "~/forms/parse-form.server";
import { deliverNow } from "~/webhooks/deliver.server";
import { destinationProblem } from "~/webhooks/destination.server";
import { sealSecret } from "~/webhooks/secrets.server";
import { isTaken } from "~/webhooks/send.server";
import { webhookServices } from "~/webhooks/services.server";
import { newWebhookSecret } from "~/webhooks/signature.server";

type Values =
  | ({ intent: "save" } & EndpointFacts)
  | { intent: "rotate"; since: Date }
  | { intent: "test" | "end-old-secret" | "disable" | "enable" | "delete" };

interface Asked {
  request: Request;
  context: Readonly<RouterContextProvider>;
  id: string;
  values: Values;
  refuse(field: "url", message: string): FormError;
}

/** Does what a form on the page of an endpoint asks for. */
export async function actOnEndpoint({ request, context, id, values, refuse }: Asked) {
  const db = context.get(databaseContext);
  const env = context.get(envContext);
  const found = await readEndpoint(db, id);
  if (!found) return redirectWithMessage(request, href("/admin/webhooks"), "webhook-gone");
  const here = href("/admin/webhooks/:endpointId", { endpointId: id });
  const note = (event: AdminEvent, url = found.endpoint.url) =>
    recordAudit(db, {
      event,
      actor: { id: context.get(sessionContext).user.id },
      subject: { type: "deployment" },
      detail: `${new URL(url).host} (${id})`,
    });
  const done = (isDone: boolean, event: AdminEvent, message: Message) => {
    if (isDone) note(event);
    return redirectWithMessage(request, here, isDone ? message : "webhook-changed-meanwhile");
  };
  switch (values.intent) {
    case "save": {
      const { url, description, events } = values;
      const problem = destinationProblem(url, env.BETTER_AUTH_URL);
      if (problem) return refuse("url", problem);
      await changeEndpoint(db, id, { url, description, events });
      note("admin-webhook-changed", url);
      return redirectWithMessage(request, here, "webhook-saved");
    }
    case "rotate": {
      const plain = newWebhookSecret();
      const { secretConfig } = await context.get(authContext).$context;
      const secret = await sealSecret(secretConfig, plain);
      if (!(await rotateSecret(db, { id, secret, since: values.since })))
        return redirectWithMessage(request, here, "webhook-rotated-already");
      note("admin-webhook-secret-rotated");
      return data({ secret: plain });
    }
    case "test": {
      const deliveryId = await addTrial(db, id);
      const services = await webhookServices({ env, db, auth: context.get(authContext) });
      const reply = await deliverNow(services, deliveryId);
      note("admin-webhook-tried");
      const to = href("/admin/webhooks/:endpointId/deliveries/:deliveryId", { endpointId: id, deliveryId });
      const arrived = reply !== undefined && isTaken(reply);
      return redirectWithMessage(request, to, arrived ? "webhook-arrived" : "webhook-tried");
    }
    case "end-old-secret":
      return done(await endPreviousSecret(db, id), "admin-webhook-secret-ended", "webhook-old-secret-ended");
    case "disable":
      return done(await disableEndpoint(db, id), "admin-webhook-disabled", "webhook-disabled");
    case "enable":
      return done(await enableEndpoint(db, id), "admin-webhook-enabled", "webhook-enabled");
    case "delete": {
      if (await removeEndpoint(db, id)) note("admin-webhook-deleted");
      return redirectWithMessage(request, href("/admin/webhooks"), "webhook-deleted");
    }
  }
}
