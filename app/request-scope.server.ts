import { AsyncLocalStorage } from "node:async_hooks";

interface RequestScope {
  requestId: string;
  headers: Headers;
  place: string;
  /** The admin in whose browser this happens, where it does in somebody else's name. */
  impersonatorId?: string;
  waitUntil(promise: Promise<unknown>): void;
}

/**
 * The one ambient value: better-auth is made once per isolate, but its background work belongs to the request that
 * started it, and its callbacks are not given the router context.
 */
const scope = new AsyncLocalStorage<RequestScope>();

/** Runs `work` with `values` as the current request. */
export const withRequestScope = scope.run.bind(scope) as <T>(values: RequestScope, work: () => T) => T;

/** Goes on with `work` after the response was sent. A failure is logged and reaches nobody. */
export function inBackground(work: Promise<unknown>): void {
  const settled = work.catch((error) => logError("background work failed", error));
  scope.getStore()?.waitUntil(settled);
}

/** The current request's headers; mails say who asked, and some callbacks of better-auth are not given them. */
export function requestHeaders(): Headers {
  return scope.getStore()?.headers ?? new Headers();
}

/** Where the current request comes from by name, "London, England, GB"; empty where the platform does not know. */
export function requestPlace(): string {
  return scope.getStore()?.place ?? "";
}

/** Notes who really acts, once the session is known: both names belong into the audit log. */
export function actsFor(session: { impersonatedBy?: string | null }): void {
  const store = scope.getStore();
  if (store && session.impersonatedBy) store.impersonatorId = session.impersonatedBy;
}

/** What the audit log keeps of the current request. */
export function requestFacts(): Pick<RequestScope, "headers" | "place" | "requestId" | "impersonatorId"> {
  return scope.getStore() ?? { headers: new Headers(), place: "", requestId: "" };
}

/** One line of JSON per event, with the request's id. Facts must hold no secret. */
export function logEvent(event: string, facts: Record<string, unknown> = {}): void {
  console.log(JSON.stringify({ event, requestId: scope.getStore()?.requestId, ...facts }));
}

/** Like `logEvent`, for what an operator should look at. */
export function logError(event: string, error: unknown): void {
  const requestId = scope.getStore()?.requestId;
  const facts =
    error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
  console.error(JSON.stringify({ event, requestId, ...facts }));
}
