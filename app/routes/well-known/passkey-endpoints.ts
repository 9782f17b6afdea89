import { href } from "react-router";
import { envContext } from "~/context";
import type { Route } from "./+types/passkey-endpoints";

/** Where credential managers send people to add and manage passkeys (W3C passkey-endpoints). */
export function loader({ context }: Route.LoaderArgs) {
  const page = context.get(envContext).BETTER_AUTH_URL + href("/account/security/passkeys");
  return Response.json({ enroll: page, manage: page }, { headers: { "Access-Control-Allow-Origin": "*" } });
}
