import { Outlet } from "react-router";
import { VisitorFrame } from "~/components/visitor-frame";
import { documentContext, envContext } from "~/context";
import { messageFor } from "~/forms/message.server";
import { requireVisitor } from "~/middleware/require-visitor.server";
import type { Route } from "./+types/visitor.layout";

export const handle = { hydrate: false };

export const middleware: Route.MiddlewareFunction[] = [requireVisitor];

export function loader({ request, url, context }: Route.LoaderArgs) {
  return {
    appName: context.get(envContext).APP_NAME,
    theme: context.get(documentContext).theme,
    path: url.pathname + url.search,
    message: messageFor(request),
  };
}

export default function VisitorLayout({ loaderData }: Route.ComponentProps) {
  return (
    <VisitorFrame {...loaderData}>
      <Outlet />
    </VisitorFrame>
  );
}
