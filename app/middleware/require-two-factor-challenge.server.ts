import { type MiddlewareFunction, redirect } from "react-router";
import { authContext } from "../context";
import { parseCookies } from "../forms/cookies";
import { withReturnTo } from "../forms/return-to";

/** Only for people who have given their password in this browser in the last ten minutes; others start at sign-in. */
export const requireTwoFactorChallenge: MiddlewareFunction<Response> = async ({ request, url, context }) => {
  const { createAuthCookie } = await context.get(authContext).$context;
  if (!parseCookies(request).has(createAuthCookie("two_factor").name))
    throw redirect(withReturnTo("/sign-in", url));
};
