import { createHash } from "node:crypto";
import { nameServer, nameServerUrl } from "./name-server";
import { pictures } from "./pictures";
import { hooksUrl, receiver } from "./receiver";

/** What the mail service was sent, newest first. */
export interface Delivery {
  authorization: string | null;
  mail: { from: string; to: string[]; subject: string; text: string; html: string };
}

export const mailServiceUrl = "http://mail.example";

export const botCheckUrl = "http://bots.example";

/** A provider whose people have pictures, and what `OAUTH_PROVIDERS` says about it. */
export const provider = {
  origin: "https://provider.example",
  settings: {
    OAUTH_PROVIDERS: JSON.stringify([
      {
        providerId: "provider",
        name: "Provider",
        clientId: "latchkey",
        clientSecret: "secret",
        authorizationUrl: "https://provider.example/authorize",
        tokenUrl: "https://provider.example/token",
        userInfoUrl: "https://provider.example/me",
      },
    ]),
  },
};

const deliveries: Delivery[] = [];

/**
 * The outside world of the app under test, in Node: a GitHub that says nothing of whom it hands a token to; a mail service that takes mails at `/emails`, refuses them at
 * `/refuses`, never answers at `/hangs`, and tells at `/deliveries?to=` what it took.
 */
export async function outsideWorld(request: Request): Promise<Response> {
  const { origin, pathname, searchParams } = new URL(request.url);
  if (origin === "http://breaches.example") return breaches(request, pathname);
  if (origin === "https://github.com") return Response.json({ access_token: "a token" });
  if (origin === "https://api.github.com") return Response.json(null);
  if (origin === botCheckUrl) return judge(request, pathname);
  if (origin === provider.origin) return providerWithPictures(request, pathname);
  if (origin === hooksUrl) return receiver(request);
  if (origin === nameServerUrl) return nameServer(request);
  if (origin !== mailServiceUrl) return new Response("There is no such host in tests", { status: 502 });
  if (pathname === "/hangs") return new Promise(() => {});
  if (pathname === "/refuses") return new Response("the mail service is down", { status: 500 });
  if (pathname === "/emails") {
    const mail = (await request.json()) as Delivery["mail"];
    deliveries.unshift({ authorization: request.headers.get("Authorization"), mail });
    return Response.json({ id: "1" });
  }
  return Response.json(deliveries.filter(({ mail }) => mail.to.includes(searchParams.get("to") ?? "")));
}

const askedOfBreaches: string[] = [];

/** A service that knows one breached password; it is down at `/down/`, and answers junk at `/junk/`. */
function breaches(request: Request, pathname: string): Response {
  if (pathname === "/asked") return Response.json(askedOfBreaches);
  if (pathname.startsWith("/down/")) return new Response("", { status: 503 });
  if (pathname.startsWith("/junk/")) return new Response("<html>");
  askedOfBreaches.push(`${pathname} ${request.headers.get("Add-Padding")}`);
  const known = createHash("sha1").update("hunter2 hunter2 hunter2").digest("hex").toUpperCase();
  const padding = `${"0".repeat(35)}:0`;
  const line = pathname.endsWith(known.slice(0, 5)) ? `${known.slice(5)}:7` : padding;
  return new Response(`${padding}\r\n${line}\r\n`);
}

/** A bot check that knows one good answer; it is down at `/down`, and has the wrong secret at `/secret`. */
async function judge(request: Request, pathname: string): Promise<Response> {
  if (pathname === "/down") return new Response("down", { status: 500 });
  if (pathname === "/secret")
    return Response.json({ success: false, "error-codes": ["invalid-input-secret"] });
  const asked = new URLSearchParams(await request.text());
  const success =
    asked.get("secret") === "the secret" &&
    asked.get("response") === "a person" &&
    Boolean(asked.get("remoteip")?.startsWith("198."));
  return Response.json({ success, "error-codes": success ? [] : ["invalid-input-response"] });
}

/** The code that it is given is the person: their address and picture. Pictures are at `/picture`, `/moved` and `/loop`. */
async function providerWithPictures(request: Request, pathname: string): Promise<Response> {
  const to = (location: string) => new Response(null, { status: 302, headers: { Location: location } });
  if (pathname === "/picture")
    return new Response(pictures.jpeg, { headers: { "Content-Type": "text/html" } });
  if (pathname === "/page") return new Response("<script>", { headers: { "Content-Type": "image/png" } });
  if (pathname === "/moved") return to("/picture");
  if (pathname === "/loop") return to("/loop");
  if (pathname === "/inward") return to("https://127.0.0.1/picture");
  if (pathname === "/huge") return new Response(new Uint8Array(6 * 1024 * 1024));
  if (pathname === "/token") {
    const code = new URLSearchParams(await request.text()).get("code");
    return Response.json({ access_token: code, token_type: "Bearer" });
  }
  const [email, picture] = atob(request.headers.get("Authorization")?.slice("Bearer ".length) ?? "").split(
    " ",
  );
  return Response.json({ id: email, email, email_verified: true, name: "Grace Hopper", picture });
}
