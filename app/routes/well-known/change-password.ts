import { href, redirect } from "react-router";

/** Where password managers send people (W3C change-password-url). */
export function loader() {
  return redirect(href("/account/security/password"), 302);
}
