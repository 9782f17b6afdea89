import { Outlet } from "react-router";
import { VisitorFrame } from "~/components/visitor-frame";
import type { Route } from "./+types/link.layout";
import { frameFacts } from "./frame-facts.server";

// Links from mails: open to everybody, signed in or not, and drawn like the pages for visitors.
export const handle = { hydrate: false };

export function loader({ request, url, context }: Route.LoaderArgs) {
  return frameFacts(request, url, context);
}

export default function LinkLayout({ loaderData }: Route.ComponentProps) {
  return (
    <VisitorFrame {...loaderData}>
      <Outlet />
    </VisitorFrame>
  );
}
