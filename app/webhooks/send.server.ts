import { signedHeaders } from "./signature.server";

const timeoutMs = 10_000;
const keptBytes = 1024;

/** What came of one try: the status of the answer, or what kept it from coming. */
export interface Reply {
  status: number | null;
  problem: string | null;
  /** How the answer begins. */
  body: string;
  durationMs: number;
}

interface Letter {
  url: string;
  /** Id of the message: the same for every try. */
  id: string;
  body: string;
  /** The newest first. */
  secrets: string[];
}

/** True for an answer that says the event has arrived. */
export function isTaken({ status }: Pick<Reply, "status">): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Posts one event, and never rejects. Follows no redirect: where events go is for an admin to say. */
export async function sendEvent({ url, id, body, secrets }: Letter): Promise<Reply> {
  const began = Date.now();
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Latchkey-Webhooks/1",
        ...signedHeaders({ id, body }, secrets),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const beginning = await beginningOf(response);
    return { status: response.status, problem: null, body: beginning, durationMs: Date.now() - began };
  } catch (error) {
    return { status: null, problem: problemOf(error), body: "", durationMs: Date.now() - began };
  }
}

/** The first KB, and no more is read. What comes of an event is said by the status alone, so a body that breaks off is fine. */
async function beginningOf({ body }: Response): Promise<string> {
  const kept: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      kept.push(chunk.subarray(0, keptBytes - size));
      size += chunk.byteLength;
      if (size >= keptBytes) break;
    }
  } catch {
    // Slower than the whole try may take, or cut off.
  }
  // Half a character at the cut is left out; what a database cannot keep is, too.
  return new TextDecoder().decode(Buffer.concat(kept), { stream: true }).replaceAll("\0", "");
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return "The connection failed.";
  if (error.name === "TimeoutError" || error.name === "AbortError")
    return `No answer within ${timeoutMs / 1000} seconds.`;
  return `The connection failed: ${error.message.slice(0, 200)}`;
}
