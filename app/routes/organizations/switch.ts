import { isAPIError } from "better-auth/api";
import { href, redirect } from "react-router";
import { z } from "zod";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { safeReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/switch";

const switchForm = z.object({ organization: z.string(), returnTo: z.string().optional() });

/** Makes another organization the active one of this session; an empty `organization` makes none active. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, switchForm);
  if (form.error) return redirect(href("/organizations"), 303);
  try {
    const { headers, response } = await context.get(authContext).api.setActiveOrganization({
      body: { organizationId: form.values.organization || null },
      headers: request.headers,
      returnHeaders: true,
    });
    const to = safeReturnTo(form.values.returnTo);
    // A page of the organization before would show what one has just left.
    const elsewhere = /^\/organizations\/(?!new\b)[^/?]/.test(to);
    const own = response ? href("/organizations/:slug", { slug: response.slug }) : href("/organizations");
    return redirect(elsewhere ? own : to, { status: 303, headers });
  } catch (error) {
    if (!isAPIError(error)) throw error;
    return redirectWithMessage(request, href("/organizations"), "organization-gone");
  }
}

export function loader() {
  return redirect(href("/organizations"));
}
