import { href, Outlet } from "react-router";
import { requireLoopback } from "~/middleware/require-loopback.server";
import type { Route } from "./+types/layout";

export const handle = { hydrate: false };

export const middleware: Route.MiddlewareFunction[] = [requireLoopback];

/** A loader, so that the guard runs on every kind of request. */
export function loader() {
  return null;
}

export default function OutboxLayout() {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-8">
      <nav aria-label="Outbox" className="flex flex-wrap gap-4 text-sm">
        <a className="link py-2" href={href("/outbox")}>
          Outbox
        </a>
        <a className="link py-2" href={href("/outbox/templates")}>
          Every message
        </a>
        <a className="link py-2" href={href("/")}>
          Start page
        </a>
      </nav>
      <main className="flex flex-col gap-6">
        <Outlet />
      </main>
    </div>
  );
}
