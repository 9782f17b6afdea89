import { isPlaceholder } from "../auth/placeholder-email";
import type { Database } from "../db/db.server";
import { outboxMessage } from "../db/schema";
import type { Env } from "../env.server";
import { forgetOlder, keepFailed } from "../failed-messages/keep.server";
import { logError, logEvent } from "../request-scope.server";
import type { Email } from "./layout";

type Transport = (email: Email) => Promise<void>;

/**
 * The one way to send a mail. Never rejects: a transport that fails is logged with the subject and without the
 * address, and the mail is kept to be tried again. Callers do not wait for it.
 */
export function emailSender(env: Env, db: Database): Transport {
  const transport = emailTransport(env, db);
  return async (email) => {
    if (isPlaceholder(email.to)) return;
    const message = { channel: "email" as const, message: email };
    try {
      await transport(email);
      logEvent("mail sent", { subject: email.subject, transport: env.EMAIL_TRANSPORT });
    } catch (error) {
      logError(`mail not sent: ${email.subject}`, error);
      return keepFailed(env, db, message, error);
    }
    if (email.worksForSeconds && env.EMAIL_TRANSPORT !== "outbox") await forgetOlder(db, message);
  };
}

/** Hands a mail to whoever delivers it. Rejects when it is not taken. */
export function emailTransport(env: Env, db: Database): Transport {
  return transports[env.EMAIL_TRANSPORT](env, db);
}

const transports: Record<Env["EMAIL_TRANSPORT"], (env: Env, db: Database) => Transport> = {
  outbox: (_env, db) => async (email) => {
    await db
      .insert(outboxMessage)
      .values({ id: crypto.randomUUID(), at: new Date(), channel: "email", ...email });
  },
  resend:
    (env) =>
    async ({ to, subject, text, html }) => {
      const response = await fetch(env.RESEND_URL, {
        method: "POST",
        headers: { Authorization: `Bearer ${env.RESEND_API_KEY}`, "Content-Type": "application/json" },
        body: JSON.stringify({ from: env.EMAIL_FROM, to: [to], subject, text, html }),
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
      if (!response.ok)
        throw new Error(`Resend answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
    },
  smtp: (env) => async (email) => {
    const { sendBySmtp } = await import("./smtp.server");
    await sendBySmtp(email, {
      url: new URL(env.SMTP_URL ?? ""),
      from: env.EMAIL_FROM,
      timeoutMs: sendTimeoutMs,
    });
  },
};

const sendTimeoutMs = 15_000;
