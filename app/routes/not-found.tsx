import { data } from "react-router";

/** Everything that `routes.ts` does not name. */
export const handle = { hydrate: false };

export function loader() {
  throw data("Not Found", { status: 404 });
}

export function action() {
  throw data("Not Found", { status: 404 });
}

export default function NotFound() {
  return null;
}
