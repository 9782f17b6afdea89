import { data, type MiddlewareFunction } from "react-router";
import { databaseContext, membershipContext, sessionContext } from "../context";
import { membershipOf } from "../db/memberships.server";

/**
 * Runs after `requireSession`, on routes with `:slug`. Lets in members of that organization and sets `membershipContext`;
 * for everybody else it does not exist: 404. One round trip to the database.
 */
export const requireMember: MiddlewareFunction<Response> = async ({ params, context }) => {
  const { user } = context.get(sessionContext);
  const membership = await membershipOf(context.get(databaseContext), {
    userId: user.id,
    slug: params.slug ?? "",
  });
  if (!membership) throw data("Not Found", { status: 404 });
  context.set(membershipContext, membership);
};
