import { Outlet } from "react-router";
import { VisitorFrame } from "~/components/visitor-frame";
import { documentContext, envContext } from "~/context";
import { messageFor } from "~/forms/message.server";
import type { Route } from "./+types/link.layout";

// Links from mails: open to everybody, signed in or not, and drawn like the pages for visitors.
export const handle = { hydrate: false };

export function loader({ request, url, context }: Route.LoaderArgs) {
  return {
    appName: context.get(envContext).APP_NAME,
    theme: context.get(documentContext).theme,
    path: url.pathname + url.search,
    message: messageFor(request),
  };
}

export default function LinkLayout({ loaderData }: Route.ComponentProps) {
  return (
    <VisitorFrame {...loaderData}>
      <Outlet />
    </VisitorFrame>
  );
}
