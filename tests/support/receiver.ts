/** What came to a receiver of webhooks. */
export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** How a receiver answers; 200 unless it was told otherwise. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export const hooksUrl = "https://hooks.example.com";

const received = new Map<string, Received[]>();
const answers = new Map<string, Answer>();

/**
 * Somebody who is told of events, each path of them apart: keeps what comes, tells at `/received?at=` what that was, and
 * answers as it was told by a PUT. At `/hangs` it never answers.
 */
export async function receiver(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/received") return Response.json(received.get(searchParams.get("at") ?? "") ?? []);
  if (request.method === "PUT") {
    answers.set(pathname, JSON.parse(await request.text()) as Answer);
    return new Response();
  }
  const body = await request.text();
  const before = received.get(pathname) ?? [];
  received.set(pathname, [...before, { headers: Object.fromEntries(request.headers), body }]);
  if (pathname.startsWith("/hangs")) return new Promise(() => {});
  const answer = answers.get(pathname) ?? { status: 200, body: "thanks" };
  return new Response(answer.body, answer);
}
