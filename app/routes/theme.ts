import { data, redirect } from "react-router";
import { safeReturnTo } from "~/forms/return-to";
import { themeCookie, themes } from "~/forms/theme";
import type { Route } from "./+types/theme";

export function loader() {
  return redirect("/");
}

export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData().catch(() => new FormData());
  const chosen = themes.find((theme) => theme === form.get("theme"));
  if (!chosen) throw data("Bad Request", { status: 400 });
  const to = safeReturnTo(form.get("returnTo")?.toString(), "/");
  return redirect(to, { status: 303, headers: { "Set-Cookie": themeCookie(request, chosen) } });
}
