import { z } from "zod";
import type { Env } from "../env.server";
import { readBody } from "../forms/read-body.server";
import { logEvent } from "../request-scope.server";

/** Thrown when the resolver, or the name servers of the domain, do not answer: nothing is known then. */
export class ResolverError extends Error {
  override name = "ResolverError";
}

const timeoutMs = 5000;
/** In bytes. A DNS message has 64 KB at most; as JSON each byte can take four. */
const largestAnswer = 256 * 1024;
const txt = 16;
const noError = 0;
const noSuchName = 3;

const dnsAnswer = z.object({
  Status: z.number(),
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).default([]),
});

/**
 * The TXT records at a name, by DNS over HTTPS (`application/dns-json`), each with its strings joined; none where there
 * is no such name. Throws `ResolverError`.
 */
export async function textRecords(env: Pick<Env, "DNS_RESOLVER_URL">, name: string): Promise<string[]> {
  const url = new URL(env.DNS_RESOLVER_URL);
  url.searchParams.set("name", name);
  url.searchParams.set("type", "TXT");
  try {
    const response = await fetch(url, {
      headers: { Accept: "application/dns-json" },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`the resolver answered ${response.status}`);
    const body = await readBody(response, largestAnswer);
    if (!body) throw new Error("the resolver answered with too much");
    const { Status, Answer } = dnsAnswer.parse(JSON.parse(await body.text()));
    if (Status !== noError && Status !== noSuchName) throw new Error(`the name servers answered ${Status}`);
    return Answer.filter(({ type }) => type === txt).map(({ data }) => joinStrings(data));
  } catch (error) {
    logEvent("DNS resolver not available", {
      reason: error instanceof Error ? error.message : String(error),
    });
    throw new ResolverError();
  }
}

/**
 * One record as text. Its strings stand in quotes, several of them where it is longer than 255 bytes, or bare. One that is
 * not closed says nothing, and goes to the end: to look for another one at each quote would take long.
 */
export function joinStrings(data: string): string {
  if (!data.trimStart().startsWith('"')) return data;
  return [...data.matchAll(/"((?:[^"\\]|\\.?)*)("|$)/gs)]
    .map(([, text = "", end]) => (end ? unescaped(text) : ""))
    .join("");
}

/** RFC 1035 5.1: `\"`, and `\` with three digits for a byte. */
function unescaped(text: string): string {
  return text.replace(/\\(\d{3}|.)/gs, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number(code)) : code,
  );
}
