import { redirect } from "react-router";
import { e164 } from "../auth/phone-number";
import { ownCookie, readOwnCookie } from "./cookies";

const hourSeconds = 60 * 60;

/**
 * Redirects (303) to a page that names the address or number a message goes to, without it being in a URL. `headers` are
 * the cookies of the call that sent it.
 */
export function redirectWithPendingAddress(
  request: Request,
  to: string,
  address: string,
  headers?: Headers,
): Response {
  const cookie = ownCookie(request, "pending_address", encodeURIComponent(address), hourSeconds);
  const response = redirect(to, { status: 303, headers });
  response.headers.append("Set-Cookie", cookie);
  return response;
}

/** The phone number that this browser last asked a code for. */
export function pendingNumber(request: Request): string | undefined {
  const address = pendingAddress(request);
  return address && e164.test(address) ? address : undefined;
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
