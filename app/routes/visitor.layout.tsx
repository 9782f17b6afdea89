import { Outlet } from "react-router";
import { VisitorFrame } from "~/components/visitor-frame";
import { requireVisitor } from "~/middleware/require-visitor.server";
import type { Route } from "./+types/visitor.layout";
import { frameFacts } from "./frame-facts.server";

export const handle = { hydrate: false };

export const middleware: Route.MiddlewareFunction[] = [requireVisitor];

export function loader({ request, url, context }: Route.LoaderArgs) {
  return frameFacts(request, url, context);
}

export default function VisitorLayout({ loaderData }: Route.ComponentProps) {
  return (
    <VisitorFrame {...loaderData}>
      <Outlet />
    </VisitorFrame>
  );
}
