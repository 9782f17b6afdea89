import { redirect } from "react-router";
import { ownCookie, readOwnCookie } from "./cookies";

const hourSeconds = 60 * 60;

/** Redirects (303) to a page that names the address a mail goes to, without the address being in a URL. */
export function redirectWithPendingAddress(request: Request, to: string, address: string): Response {
  const cookie = ownCookie(request, "pending_address", encodeURIComponent(address), hourSeconds);
  return redirect(to, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** The address that this browser last asked a mail for. */
export function pendingAddress(request: Request): string | undefined {
  const value = readOwnCookie(request, "pending_address");
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
