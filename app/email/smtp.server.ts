import { WorkerMailer } from "worker-mailer";
import type { Email } from "./layout";

/** Hands one mail to an SMTP server over `cloudflare:sockets`; smtps:// is TLS from the start, smtp:// upgrades. */
export async function sendBySmtp(
  email: Email,
  { url, from, timeoutMs }: { url: URL; from: string; timeoutMs: number },
) {
  const secure = url.protocol === "smtps:";
  const username = decodeURIComponent(url.username);
  await WorkerMailer.send(
    {
      host: url.hostname,
      port: Number(url.port) || (secure ? 465 : 587),
      secure,
      startTls: !secure,
      ...(username && {
        credentials: { username, password: decodeURIComponent(url.password) },
        authType: ["plain", "login"],
      }),
      socketTimeoutMs: timeoutMs,
      responseTimeoutMs: timeoutMs,
    },
    { from: parseAddress(from), to: email.to, subject: email.subject, text: email.text, html: email.html },
  );
}

function parseAddress(sender: string) {
  const match = /^(.*?)\s*<([^<>]+)>$/.exec(sender);
  return match ? { name: match[1] ?? "", email: match[2] ?? "" } : { email: sender };
}
