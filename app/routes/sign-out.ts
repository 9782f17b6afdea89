import { href, redirect } from "react-router";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { safeReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/sign-out";

/** A GET changes nothing: there is a button on every signed-in page. */
export function loader() {
  return redirect(href("/dashboard"));
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData().catch(() => new FormData());
  const { headers } = await context
    .get(authContext)
    .api.signOut({ headers: request.headers, returnHeaders: true });
  // Not "cookies": trusted devices and other accounts in this browser stay.
  headers.set("Clear-Site-Data", '"cache", "storage"');
  const returnTo = safeReturnTo(form.get("returnTo")?.toString(), "");
  const to = returnTo ? `${href("/sign-in")}?${new URLSearchParams({ returnTo })}` : href("/sign-in");
  return redirectWithMessage(request, to, "signed-out", headers);
}
