import type { RouterContextProvider } from "react-router";
import { documentContext, envContext } from "~/context";
import { messageFor } from "~/forms/message.server";

/** What the frame around every page shows: whose service it is, its colours, and what the last action did. */
export function frameFacts(request: Request, url: URL, context: Readonly<RouterContextProvider>) {
  return {
    appName: context.get(envContext).APP_NAME,
    theme: context.get(documentContext).theme,
    path: url.pathname + url.search,
    message: messageFor(request),
  };
}
