import { data, type MiddlewareFunction } from "react-router";
import { envContext } from "../context";
import { isLoopback } from "../env.server";

/** For pages that show every message the app sent: there only while messages stay on this machine. */
export const requireLoopback: MiddlewareFunction<Response> = async ({ context }) => {
  const { EMAIL_TRANSPORT, BETTER_AUTH_URL } = context.get(envContext);
  if (EMAIL_TRANSPORT !== "outbox" || !isLoopback(BETTER_AUTH_URL)) throw data("Not Found", { status: 404 });
};
