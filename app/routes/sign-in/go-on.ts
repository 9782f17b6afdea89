import { href, redirect } from "react-router";
import { z } from "zod";
import { goOnAs } from "~/auth/device-accounts.server";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/go-on";

const accountForm = z.object({ account: z.string().min(1).max(100) });

/** A GET changes nothing: the sign-in page has a button for each account that is left in this browser. */
export function loader({ url }: Route.LoaderArgs) {
  return redirect(withReturnTo(href("/sign-in"), url));
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, accountForm);
  const headers = form.values && (await goOnAs(context.get(authContext), request, form.values.account));
  if (!headers) return redirectWithMessage(request, withReturnTo(href("/sign-in"), url), "account-ended");
  return redirect(returnToOf(url), { status: 303, headers });
}
