import { isAPIError } from "better-auth/api";

/** True when the time or the attempts between the two factors are used up: only the password helps again. */
export function mustStartAgain(error: unknown): boolean {
  const code = isAPIError(error) ? error.body?.code : undefined;
  return code === "INVALID_TWO_FACTOR_COOKIE" || code === "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE";
}
