/**
 * What a hook runs for: the endpoint's path, or the name of the `auth.api` method of one that has no path. Inside a
 * hook better-auth says "/" for those.
 */
export function endpointName(context: object): string {
  if ("path" in context && typeof context.path === "string" && context.path !== "/") return context.path;
  return "operationId" in context && typeof context.operationId === "string" ? context.operationId : "";
}
