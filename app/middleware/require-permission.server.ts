import { data, type MiddlewareFunction, type RouterContextProvider } from "react-router";
import type { Permissions } from "../auth/permissions";
import { membershipIn } from "./membership.server";

/**
 * Runs after `requireMember`. Lets in members whose role allows all of it, as `requirePermission({ project: ["create"] })`;
 * answers other members with 403. Pages ask the same question by `membershipIn(context).can(…)`.
 */
export function requirePermission(asked: Permissions): MiddlewareFunction<Response> {
  return ({ context }) => demandPermission(context, asked);
}

/** The same for one of several forms of a page, in its action. */
export function demandPermission(context: Readonly<RouterContextProvider>, asked: Permissions): void {
  if (!membershipIn(context).can(asked)) throw data("Forbidden", { status: 403 });
}
