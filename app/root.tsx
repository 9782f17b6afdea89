import { type ReactNode, useContext, useEffect, useState } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "react-router";
import type { Route } from "./+types/root";
import stylesheet from "./app.css?url";
import { ErrorPage } from "./components/error-page";
import { documentContext, envContext } from "./context";
import { DrawnDocument } from "./document-facts";
import { catchUp } from "./middleware/catch-up.server";
import { provideServices } from "./middleware/provide-services.server";
import { refuseCrossSite } from "./middleware/refuse-cross-site.server";
import { secureHeaders } from "./middleware/secure-headers.server";
import { trackRequest } from "./middleware/track-request.server";

/** What every request passes through, in this order. */
export const middleware: Route.MiddlewareFunction[] = [
  trackRequest,
  secureHeaders,
  provideServices,
  catchUp,
  refuseCrossSite,
];

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** An error page keeps the headers of what was thrown: how long to wait, for example. */
export const headers: Route.HeadersFunction = ({ errorHeaders }) => errorHeaders ?? new Headers();

export function loader({ context }: Route.LoaderArgs) {
  const { nonce, requestId, theme } = context.get(documentContext);
  return { nonce, requestId, theme, appName: context.get(envContext).APP_NAME };
}

/** The document. Pages whose `handle` says `hydrate: false` send no React to the browser. */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const theme = useDocument()?.theme;
  const hydrates = useMatches().every(({ handle }) => !isStatic(handle));
  const [isFirst] = useState(() => !isRunning);
  // A fact about this browser tab, which outlives the document that is drawn: an error page is a second one.
  useEffect(() => {
    isRunning = true;
  }, []);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body className="min-h-dvh">
        {children}
        {hydrates && data && isFirst && (
          <>
            <ScrollRestoration nonce={data.nonce} />
            <Scripts nonce={data.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

/** React runs in this tab. A script that it makes by itself is refused by Trusted Types, and nothing would be drawn. */
let isRunning = false;

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} requestId={useDocument()?.requestId} />;
}

/** Where an action failed no loader ran, and the error page has only what the server draws it with. */
function useDocument() {
  const drawn = useContext(DrawnDocument);
  return useRouteLoaderData<typeof loader>("root") ?? drawn;
}

function isStatic(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && "hydrate" in handle && handle.hydrate === false;
}
