/** Small cookies of our own, none of them secret. On https they are `__Host-` and Secure (ASVS 3.3.1). */
type OwnCookie = "theme" | "message" | "pending_address" | "last_way" | "halfway";

/** The cookies of a request by name. */
export function parseCookies(request: Request): Map<string, string> {
  const header = request.headers.get("Cookie") ?? "";
  const pairs = header.split(";").map((pair) => pair.trim().split(/=(.*)/s, 2) as [string, string?]);
  return new Map(pairs.map(([name, value = ""]) => [name, value]));
}

/** The headers of a request as somebody sends it whom this browser knows nothing of. */
export function withoutCookies(request: Request): Headers {
  const headers = new Headers(request.headers);
  headers.delete("Cookie");
  return headers;
}

export function readOwnCookie(request: Request, name: OwnCookie): string | undefined {
  return parseCookies(request).get(ownCookieName(name, isHttps(request)));
}

/** A `Set-Cookie` value for the origin of `request`. An age of 0 ends the cookie. */
export function ownCookie(request: Request, name: OwnCookie, value: string, maxAgeSeconds: number): string {
  const secure = isHttps(request) ? "; Secure" : "";
  return `${ownCookieName(name, isHttps(request))}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** What such a cookie is called in the browser. */
export function ownCookieName(name: OwnCookie, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name;
}

function isHttps(request: Request): boolean {
  return request.url.startsWith("https:");
}
