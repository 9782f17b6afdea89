import { href, Outlet } from "react-router";
import { VisitorFrame } from "~/components/visitor-frame";
import { withReturnTo } from "~/forms/return-to";
import { requireVisitor } from "~/middleware/require-visitor.server";
import type { Route } from "./+types/visitor.layout";
import { frameFacts } from "./frame-facts.server";

export const handle = { hydrate: false };

export const middleware: Route.MiddlewareFunction[] = [requireVisitor];

export function loader({ request, url, context }: Route.LoaderArgs) {
  return { ...frameFacts(request, url, context), help: withReturnTo(href("/forgot-password"), url) };
}

export default function VisitorLayout({ loaderData }: Route.ComponentProps) {
  return (
    <VisitorFrame {...loaderData}>
      <Outlet />
    </VisitorFrame>
  );
}
