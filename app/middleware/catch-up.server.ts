import type { MiddlewareFunction } from "react-router";
import { authContext, databaseContext, envContext } from "../context";
import { catchUpSoon } from "../housekeeping/catch-up.server";
import { webhookServices } from "../webhooks/services.server";

/** Runs after `provideServices`. Does on the heels of a request what waits, for Pages has no cron. */
export const catchUp: MiddlewareFunction<Response> = async ({ context }, next) => {
  const response = await next();
  const [env, db, auth] = [context.get(envContext), context.get(databaseContext), context.get(authContext)];
  catchUpSoon(db, () => webhookServices({ env, db, auth }));
  return response;
};
