import { href, type RouterContextProvider } from "react-router";
import { canTryAsGuest } from "~/auth/plugins/guests.server";
import { envContext, guestContext } from "~/context";
import { withReturnTo } from "~/forms/return-to";

/** Where the button **Try without an account** goes to; undefined where it is not there. */
export function tryWithout(url: URL, context: Readonly<RouterContextProvider>): string | undefined {
  const isOffered = canTryAsGuest(context.get(envContext)) && !context.get(guestContext);
  return isOffered ? withReturnTo(href("/sign-in/anonymous"), url) : undefined;
}
