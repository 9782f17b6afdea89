import type { Database } from "../db/db.server";
import { outboxMessage } from "../db/schema";
import type { Env } from "../env.server";
import { forgetOlder, keepFailed } from "../failed-messages/keep.server";
import { logError, logEvent } from "../request-scope.server";

/** One text message. `to` is a number in E.164 form: +15550001111. */
export interface TextMessage {
  to: string;
  text: string;
  /** How long what is in it works, from when it is sent: it is not tried again after that. */
  worksForSeconds?: number;
}

type Transport = (message: TextMessage) => Promise<void>;

/** True where text messages can be sent at all; pages that need them are offered only then. */
export function canSendTexts(env: Env): boolean {
  return transportOf(env) !== undefined;
}

/** The one way to send a text message. Never rejects: a failure is logged without the number, and it is tried again. */
export function textSender(env: Env, db: Database): Transport {
  const name = transportOf(env);
  const transport = textTransport(env, db);
  return async (message) => {
    const kept = { channel: "sms" as const, message };
    try {
      await transport(message);
      logEvent("text message sent", { transport: name });
    } catch (error) {
      logError("text message not sent", error);
      return name && keepFailed(env, db, kept, error);
    }
    if (message.worksForSeconds && name !== "outbox") await forgetOlder(db, kept);
  };
}

/** Hands a text message to whoever delivers it. Rejects when it is not taken. */
export function textTransport(env: Env, db: Database): Transport {
  const name = transportOf(env);
  return async (message) => {
    if (!name) throw new Error("SMS_TRANSPORT is not set");
    await transports[name](env, db)(message);
  };
}

function transportOf(env: Env): Env["SMS_TRANSPORT"] {
  return env.SMS_TRANSPORT ?? (env.EMAIL_TRANSPORT === "outbox" ? "outbox" : undefined);
}

const transports: Record<"outbox" | "twilio", (env: Env, db: Database) => Transport> = {
  outbox:
    (_env, db) =>
    async ({ to, text }) => {
      const [subject = ""] = text.split("\n");
      await db
        .insert(outboxMessage)
        .values({ id: crypto.randomUUID(), at: new Date(), channel: "sms", to, subject, text, html: "" });
    },
  twilio:
    (env) =>
    async ({ to, text }) => {
      const path = `/2010-04-01/Accounts/${env.TWILIO_ACCOUNT_SID}/Messages.json`;
      const credentials = Buffer.from(`${env.TWILIO_ACCOUNT_SID}:${env.TWILIO_AUTH_TOKEN}`).toString(
        "base64",
      );
      const response = await fetch(new URL(path, env.TWILIO_URL), {
        method: "POST",
        headers: { Authorization: `Basic ${credentials}` },
        body: new URLSearchParams({ To: to, From: env.TWILIO_FROM ?? "", Body: text }),
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
      if (!response.ok)
        throw new Error(`Twilio answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    },
};

const sendTimeoutMs = 15_000;
