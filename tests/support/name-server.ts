/** Where the app under test in workerd asks for TXT records. */
export const nameServerUrl = "https://dns.example";

const noError = 0;
const serverFailure = 2;
const noSuchName = 3;
const txt = 16;

const records = new Map<string, string[]>();

/**
 * A resolver that speaks DNS over HTTPS: `/dns-query` answers what a POST of `{ name, data }` has set. Other paths are
 * out of order, each in its own way.
 */
export async function nameServer(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method === "POST") {
    const { name, data } = (await request.json()) as { name: string; data: string[] };
    records.set(name, data);
    return Response.json({});
  }
  if (pathname === "/hangs") return new Promise(() => {});
  if (pathname === "/down") return new Response("down", { status: 503 });
  if (pathname === "/junk") return new Response("<html>");
  if (pathname === "/elsewhere")
    return new Response(null, { status: 302, headers: { Location: "/dns-query" } });
  if (pathname === "/floods") return answer(noError, "", Array(20).fill("x".repeat(20_000)));
  if (pathname === "/fails") return answer(serverFailure, "", []);
  if (request.headers.get("Accept") !== "application/dns-json" || searchParams.get("type") !== "TXT")
    return new Response("not asked for as it should be", { status: 400 });
  const name = searchParams.get("name") ?? "";
  const found = records.get(name);
  return found ? answer(noError, name, found) : answer(noSuchName, name);
}

function answer(Status: number, name: string, data?: string[]): Response {
  const Answer = data?.map((text) => ({ name, type: txt, TTL: 60, data: text }));
  return Response.json({ Status, Answer }, { headers: { "Content-Type": "application/dns-json" } });
}
