import { and, eq, isNull, lte } from "drizzle-orm";
import { recordAudit } from "../auth/audit.server";
import { listAdmins } from "../db/admins.server";
import { webhookEndpoint } from "../db/schema";
import { stopDeliveries } from "../db/webhooks.server";
import { webhookDisabled } from "../email/webhook-disabled";
import { inBackground } from "../request-scope.server";
import type { WebhookServices } from "./deliver.server";
import { failingForMs } from "./schedule";
import type { Reply } from "./send.server";

const gone = 410;

/**
 * Disables an endpoint that has failed for five days, or that answered that it is gone for good, and tells the admins. Of
 * two isolates that see it one does.
 */
export async function giveUpOn(
  { db, env, sendEmail }: WebhookServices,
  { id, url, description }: { id: string; url: string; description: string },
  { status }: Pick<Reply, "status">,
): Promise<void> {
  const now = new Date();
  const isGone = status === gone;
  const isLong = lte(webhookEndpoint.failingSince, new Date(now.getTime() - failingForMs));
  const [disabled] = await db
    .update(webhookEndpoint)
    .set({ disabledAt: now, disabledBecause: isGone ? "gone" : "failing" })
    .where(and(eq(webhookEndpoint.id, id), isNull(webhookEndpoint.disabledAt), isGone ? undefined : isLong))
    .returning({ id: webhookEndpoint.id });
  if (!disabled) return;
  await stopDeliveries(db, id);
  const host = new URL(url).host;
  recordAudit(db, {
    event: "webhook-disabled",
    outcome: "failure",
    subject: { type: "deployment" },
    detail: `${host} (${id})`,
  });
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  for (const to of await listAdmins(db))
    inBackground(sendEmail(webhookDisabled({ to, appName, baseUrl, id, host, description, isGone })));
}
