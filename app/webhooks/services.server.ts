import type { Auth } from "../auth/auth.server";
import type { Database } from "../db/db.server";
import { emailSender } from "../email/send.server";
import type { Env } from "../env.server";
import type { WebhookServices } from "./deliver.server";

/** What deliveries are made with, from what a request has at hand. */
export async function webhookServices(at: { env: Env; db: Database; auth: Auth }): Promise<WebhookServices> {
  const { env, db, auth } = at;
  const { secretConfig: secrets } = await auth.$context;
  return { env, db, secrets, sendEmail: emailSender(env, db) };
}
