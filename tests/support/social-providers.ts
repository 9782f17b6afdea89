import { readFileSync } from "node:fs";
import type { BrowserContext } from "@playwright/test";
import { createEmulator, type ServiceName } from "emulate";
import { Response } from "miniflare";

/** The client that each of them knows. */
export const client = { id: "latchkey", secret: "a secret of the social providers" };

const ports = { google: 8781, github: 8782, microsoft: 8783, apple: 8784 } as const;

export type ProviderId = keyof typeof ports;

interface Host {
  provider: ProviderId;
  /** Where the emulator has what the provider has at this path. */
  path?(path: string): string;
}

/** Every host that better-auth's four providers name; the peer has all of a provider under one address. */
const hosts = new Map<string, Host>([
  ["accounts.google.com", { provider: "google" }],
  ["oauth2.googleapis.com", { provider: "google", path: (path) => `/oauth2${path}` }],
  ["www.googleapis.com", { provider: "google" }],
  ["github.com", { provider: "github" }],
  ["api.github.com", { provider: "github" }],
  ["login.microsoftonline.com", { provider: "microsoft", path: (path) => path.replace(/^\/common\//, "/") }],
  ["graph.microsoft.com", { provider: "microsoft" }],
  ["appleid.apple.com", { provider: "apple" }],
]);

const issuers: Record<ProviderId, string> = {
  google: "https://accounts.google.com",
  github: "https://github.com",
  microsoft: "https://login.microsoftonline.com",
  apple: "https://appleid.apple.com",
};

/** Where Google keeps pictures. */
export const pictures = "lh3.googleusercontent.com";

/** People who have an account at a provider; each is one seed of the emulator. */
export interface SeededUser {
  email?: string;
  login?: string;
  name: string;
  [more: string]: unknown;
}

interface Options {
  /** Where the app is. */
  baseURL: string;
  users: Record<ProviderId, SeededUser[]>;
}

/** Google, GitHub, Microsoft and Apple on loopback, as `emulate` has them, each under its own issuer. */
export async function socialProviders({ baseURL, users }: Options) {
  const emulators = await Promise.all(
    (Object.keys(ports) as ProviderId[]).map((id) => {
      const known = {
        client_id: client.id,
        client_secret: client.secret,
        team_id: "TEAM000001",
        name: "Latchkey",
        redirect_uris: [`${baseURL}/api/auth/callback/${id}`],
      };
      const clients = id === "github" ? { oauth_apps: [known] } : { oauth_clients: [known] };
      return createEmulator({
        service: id satisfies ServiceName,
        port: ports[id],
        baseUrl: issuers[id],
        seed: { [id]: { users: users[id], ...clients } },
      });
    }),
  );
  return {
    /** What the app asks of the world outside. */
    outside: async (request: Pick<Request, "url" | "method" | "headers" | "arrayBuffer">) => {
      const address = addressOf(request.url);
      if (new URL(request.url).hostname === pictures) return new Response(readFileSync("public/mark.png"));
      if (!address) return new Response("There is no such host in tests", { status: 502 });
      const { method, headers } = request;
      const body = method === "GET" ? undefined : await request.arrayBuffer();
      const answer = await fetch(address, { method, headers: [...headers], body, redirect: "manual" });
      const { status } = answer;
      return new Response(await answer.arrayBuffer(), { status, headers: [...answer.headers] });
    },
    close: () => Promise.all(emulators.map((emulator) => emulator.close())),
  };
}

/** Lets a browser visit the providers. Their pages get the button **Cancel**, which the emulators lack. */
export async function visitProviders(context: BrowserContext) {
  await context.route(
    (url) => hosts.has(url.hostname),
    async (route) => {
      const request = route.request();
      const response = await route.fetch({ url: addressOf(request.url()), maxRedirects: 0 });
      const isPage = request.method() === "GET" && response.headers()["content-type"]?.includes("html");
      if (!isPage) return route.fulfill({ response });
      const cancel = cancelForm(new URL(request.url()));
      const body = (await response.text()).replace("<body>", `<body>${cancel}`);
      return route.fulfill({ response, body });
    },
  );
}

/** What the emulators lack: each provider's documented answer to somebody who says no. */
function cancelForm({ hostname, searchParams }: URL): string {
  const isApple = hostname === "appleid.apple.com";
  const field = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`;
  return [
    `<form method="${isApple ? "post" : "get"}" action="${searchParams.get("redirect_uri")}">`,
    field("error", isApple ? "user_cancelled_authorize" : "access_denied"),
    field("error_description", "Call this number"),
    field("state", searchParams.get("state") ?? ""),
    "<button>Cancel</button></form>",
  ].join("");
}

function addressOf(url: string): string | undefined {
  const { hostname, pathname, search } = new URL(url);
  const host = hosts.get(hostname);
  if (!host) return undefined;
  return `http://127.0.0.1:${ports[host.provider]}${host.path?.(pathname) ?? pathname}${search}`;
}
