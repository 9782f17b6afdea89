import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { nameServer } from "./name-server";

const port = 8796;

/** Where the name server of the journeys listens. */
export const localNames = `http://127.0.0.1:${port}`;

/** Serves the tests' own DNS over HTTPS on this machine. */
export function serveNames(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const body = request.method === "POST" ? JSON.stringify(await json(request)) : undefined;
    const headers = { Accept: request.headers.accept ?? "" };
    const answer = await nameServer(
      new Request(`${localNames}${request.url}`, { method: request.method, headers, body }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

/** Sets the record that proves a domain. */
export async function setRecord(name: string, text: string) {
  const body = JSON.stringify({ name, data: [`"${text}"`] });
  await fetch(`${localNames}/records`, { method: "POST", body });
}
