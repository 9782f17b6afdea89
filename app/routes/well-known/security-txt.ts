import { envContext } from "~/context";
import type { Route } from "./+types/security-txt";

const halfYearMs = 182 * 24 * 60 * 60 * 1000;

/** Where to report a weakness (RFC 9116). The contact is the address that mails are sent from. */
export function loader({ context }: Route.LoaderArgs) {
  const { BETTER_AUTH_URL, EMAIL_FROM } = context.get(envContext);
  const address = /<([^<>]+)>/.exec(EMAIL_FROM)?.[1] ?? EMAIL_FROM;
  const lines = [
    `Contact: mailto:${address}`,
    `Expires: ${new Date(Date.now() + halfYearMs).toISOString()}`,
    `Canonical: ${BETTER_AUTH_URL}/.well-known/security.txt`,
    "Preferred-Languages: en",
  ];
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
