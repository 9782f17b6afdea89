import { data, type MiddlewareFunction } from "react-router";
import { isAdmin } from "../auth/admin-role";
import { sessionContext } from "../context";

/** Runs after `requireSession`. Lets in admins in their own name; for everybody else there is no such page. */
export const requireAdmin: MiddlewareFunction<Response> = ({ context }) => {
  const { user, session } = context.get(sessionContext);
  if (!isAdmin(user.role) || session.impersonatedBy) throw data("Not Found", { status: 404 });
};
