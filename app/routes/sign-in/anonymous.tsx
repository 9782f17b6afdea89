import { data, href, redirect } from "react-router";
import { z } from "zod";
import { canTryAsGuest } from "~/auth/plugins/guests.server";
import { ErrorSummary } from "~/components/error-summary";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext, guestContext } from "~/context";
import { botCheckFacts, withBotCheck } from "~/forms/bot-check.server";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/anonymous";
import { TryWithoutAccount } from "./components/try-without-account";

/** There only where guests are welcome; a look at it begins nothing, and leads to the button. */
const requireWelcome: Route.MiddlewareFunction = ({ request, url, context }) => {
  if (!canTryAsGuest(context.get(envContext))) throw data("Not Found", { status: 404 });
  if (request.method !== "POST") throw redirect(withReturnTo(href("/sign-in"), url));
};

export const middleware = [requireWelcome];

export function loader({ url, context }: Route.LoaderArgs) {
  const here = withReturnTo(href("/sign-in/anonymous"), url);
  return { here, signIn: withReturnTo(href("/sign-in"), url), botCheck: botCheckFacts(context) };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, z.object({}));
  if (form.error) return form.error;
  if (context.get(guestContext)) return redirect(returnToOf(url), 303);
  try {
    const { headers } = await context
      .get(authContext)
      .api.signInAnonymous({ headers: withBotCheck(request, form), returnHeaders: true });
    return redirect(returnToOf(url), { status: 303, headers });
  } catch (error) {
    return form.reject(error, { BOT_CHECK_FAILED: "form", BOT_CHECK_UNAVAILABLE: "form" });
  }
}

export default function Anonymous({ loaderData, actionData: state }: Route.ComponentProps) {
  const { here, signIn, botCheck } = loaderData;
  return (
    <VisitorPage title="Try without an account" failed={Boolean(state)}>
      <ErrorSummary state={state} labels={{}} />
      <TryWithoutAccount action={here} botCheck={botCheck} />
      <p className="text-sm text-muted-foreground">
        <a href={signIn} className="link">
          Ways to sign in
        </a>
      </p>
    </VisitorPage>
  );
}
