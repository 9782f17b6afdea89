import { isSameSecret } from "~/auth/same-secret.server";
import { authContext, databaseContext, envContext } from "~/context";
import { sendDueMessages } from "~/failed-messages/retry.server";
import { keepHouse } from "~/housekeeping/keep-house.server";
import { deliverDue } from "~/webhooks/deliver.server";
import { webhookServices } from "~/webhooks/services.server";
import type { Route } from "./+types/housekeeping";

const deliveriesAtOnce = 20;
const messagesAtOnce = 20;

/** It does something, so it takes a POST. */
export function loader({ context }: Route.LoaderArgs) {
  return context.get(envContext).HOUSEKEEPING_TOKEN ? refused(405, { Allow: "POST" }) : refused(404);
}

/**
 * What a scheduler calls with the token of the configuration: one round of housekeeping, and events and messages that are due. Answers
 * what was done, and whether another call would find more.
 */
export async function action({ request, context }: Route.ActionArgs) {
  const env = context.get(envContext);
  if (!env.HOUSEKEEPING_TOKEN) return refused(404);
  if (request.method !== "POST") return refused(405, { Allow: "POST" });
  const [, given = ""] = /^Bearer +(\S+)$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  if (!isSameSecret(given, env.HOUSEKEEPING_TOKEN)) return refused(401, { "WWW-Authenticate": "Bearer" });
  const db = context.get(databaseContext);
  const services = await webhookServices({ env, db, auth: context.get(authContext) });
  const webhooks = await deliverDue(services, deliveriesAtOnce);
  const messages = await sendDueMessages({ env, db }, messagesAtOnce);
  const { removed, more } = await keepHouse({ env, db });
  const moreWaits =
    more ||
    webhooks.delivered + webhooks.failed === deliveriesAtOnce ||
    messages.sent + messages.failed === messagesAtOnce;
  return Response.json({ removed, webhooks, messages, more: moreWaits });
}

const words: Record<number, string> = { 401: "Unauthorized", 404: "Not Found", 405: "Method Not Allowed" };

function refused(status: number, headers: Record<string, string> = {}): Response {
  return new Response(`${words[status]}\n`, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", ...headers },
  });
}
