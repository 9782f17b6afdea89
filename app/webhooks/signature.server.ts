import { createHmac } from "node:crypto";

const secretBytes = 32;
const prefix = "whsec_";

/** A secret to sign with, as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return prefix + Buffer.from(crypto.getRandomValues(new Uint8Array(secretBytes))).toString("base64");
}

/** The three headers of Standard Webhooks: a signature by each secret, so that a receiver can go over to a new one. */
export function signedHeaders(
  { id, body }: { id: string; body: string },
  secrets: string[],
  now = new Date(),
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
