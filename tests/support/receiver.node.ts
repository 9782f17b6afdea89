import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { type Answer, type Received, receiver } from "./receiver";

const port = 8785;

/** Where the receiver of the journeys listens. */
export const localHooks = `http://127.0.0.1:${port}`;

/** Serves the tests' own receiver of webhooks on this machine. */
export function serveHooks(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { method = "GET", url } = request;
    const body = method === "GET" ? undefined : await text(request);
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const answer = await receiver(new Request(localHooks + url, { method, headers, body }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

/** What came to one path. */
export async function receivedAt(path: string): Promise<Received[]> {
  const response = await fetch(`${localHooks}/received?${new URLSearchParams({ at: path })}`);
  return (await response.json()) as Received[];
}

/** Has a path answer so from now on. */
export async function answersWith(path: string, answer: Answer): Promise<void> {
  await fetch(localHooks + path, { method: "PUT", body: JSON.stringify(answer) });
}
