import type { MiddlewareFunction } from "react-router";
import { isPageClosedToActing } from "../auth/acting";
import { sessionContext } from "../context";
import { actingRefusal } from "../forms/parse-form.server";

/** Runs after `requireSession`. Pages that are not for an admin who acts for somebody answer with 403. */
export const limitActing: MiddlewareFunction<Response> = ({ pattern, context }) => {
  const { session } = context.get(sessionContext);
  if (session.impersonatedBy && isPageClosedToActing(pattern)) throw actingRefusal();
};
