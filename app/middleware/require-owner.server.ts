import { data, type MiddlewareFunction } from "react-router";
import { isOwner } from "../auth/permissions";
import { membershipIn } from "./membership.server";

/** Runs after `requireMember`. Lets in owners; answers other members with 403. */
export const requireOwner: MiddlewareFunction<Response> = ({ context }) => {
  if (!isOwner(membershipIn(context).role)) throw data("Forbidden", { status: 403 });
};
