import { knock } from "./app";
import { testBindings } from "./bindings";

export const origin = testBindings.BETTER_AUTH_URL;

interface Sent {
  method?: string;
  form?: Record<string, string>;
  /** A form of several parts, for files. */
  upload?: FormData;
  /** A body that is not there as a whole. */
  stream?: ReadableStream;
  json?: unknown;
  /** What Cloudflare says about where the request comes from. */
  cf?: Record<string, string>;
  /** `undefined` takes away one that a browser sends by itself. */
  headers?: Record<string, string | undefined>;
}

interface Browser {
  ip?: string;
  /** Where the app is, and the settings that make it so. */
  at?: string;
  settings?: Record<string, unknown>;
}

/** Somebody with a browser: keeps cookies, follows no redirect by itself, has an address of their own. */
export function newVisitor({ ip = randomAddress(), at = origin, settings }: Browser = {}) {
  const jar = new Map<string, string>();

  async function send(
    path: string,
    { method, form, upload, stream, json, cf, headers = {} }: Sent = {},
  ): Promise<Response> {
    const entered = form ? new URLSearchParams(form) : (upload ?? stream);
    const body = entered ?? (json === undefined ? undefined : JSON.stringify(json));
    const own: Sent["headers"] & object = {
      "CF-Connecting-IP": ip,
      "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    };
    if (jar.size > 0) own.Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    if (settings) own["x-test-env"] = JSON.stringify(settings);
    if (body) own.Origin = at;
    if (json !== undefined) own["Content-Type"] = "application/json";
    const response = await knock(new URL(path, at), {
      method: method ?? (body ? "POST" : "GET"),
      headers: Object.entries({ ...own, ...headers }).filter(
        (header): header is [string, string] => header[1] !== undefined,
      ),
      body,
      redirect: "manual",
      cf,
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim());
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  return {
    cookies: jar,
    visit: (path: string, headers?: Record<string, string>) => send(path, { headers }),
    submit: (path: string, form: Record<string, string>, headers?: Record<string, string>) =>
      send(path, { form, headers }),
    call: (path: string, json: unknown, headers?: Record<string, string>) => send(path, { json, headers }),
    send,
  };
}

export type Visitor = ReturnType<typeof newVisitor>;

/** A deployment that people reach from anywhere; its mails go nowhere. */
export const deployed = {
  at: "https://id.example.com",
  settings: {
    BETTER_AUTH_URL: "https://id.example.com",
    EMAIL_TRANSPORT: "resend",
    RESEND_API_KEY: "none",
    RESEND_URL: "http://127.0.0.1:9",
  },
};

/** From the range for benchmarks (RFC 2544), so that limits per address do not meet between tests. */
function randomAddress(): string {
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3));
  return `198.${18 + (a % 2)}.${b}.${c}`;
}
