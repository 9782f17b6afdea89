import { parseCookies } from "../forms/cookies";
import type { Auth } from "./auth.server";

/** `Set-Cookie` values that take accounts off the list of this browser whose sessions are over. */
export async function endedAccountCookies(auth: Auth, request: Request): Promise<string[]> {
  const { authCookies } = await auth.$context;
  const { name, attributes } = authCookies.sessionToken;
  const inList = `${name}_multi-`;
  const live = await auth.api.listDeviceSessions({ headers: request.headers });
  const kept = new Set(live.map(({ session }) => inList + session.token.toLowerCase()));
  const secure = attributes.secure ? "; Secure" : "";
  return [...parseCookies(request).keys()]
    .filter((cookie) => cookie.startsWith(inList) && !kept.has(cookie))
    .map((cookie) => `${cookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`);
}
