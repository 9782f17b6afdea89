import type { RouterContextProvider } from "react-router";
import { botCheckHeader } from "../auth/plugins/bot-check.server";
import type { BotCheckFacts } from "../components/bot-check";
import { botCheckContext, documentContext, envContext } from "../context";

/** The headers of a request with the answer of the widget among them, which a form sends as a field. */
export function withBotCheck(request: Request, { botCheck }: { botCheck?: string }): Headers {
  const headers = new Headers(request.headers);
  if (botCheck) headers.set(botCheckHeader, botCheck);
  return headers;
}

/** What the page needs to show the widget, and tells its policy; undefined where no bot check is set up. */
export function botCheckFacts(context: Readonly<RouterContextProvider>): BotCheckFacts | undefined {
  const siteKey = context.get(envContext).TURNSTILE_SITE_KEY;
  if (!siteKey) return undefined;
  context.set(botCheckContext, true);
  return { siteKey, nonce: context.get(documentContext).nonce };
}
