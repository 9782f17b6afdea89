import { data, href, redirect } from "react-router";
import { z } from "zod";
import { listProviders } from "~/auth/providers.server";
import { ErrorSummary } from "~/components/error-summary";
import { LeaveFor } from "~/components/leave-for";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext } from "~/context";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/social";

const providerForm = z.object({ provider: z.string().min(1, "Choose a provider.").max(40) });

/** Only the form leads on: a look at this page begins nothing. A loader would see the form as a GET. */
const requirePost: Route.MiddlewareFunction = ({ request, url }) => {
  if (request.method !== "POST") throw redirect(withReturnTo(href("/sign-in"), url));
};

export const middleware = [requirePost];

export function loader({ url }: Route.LoaderArgs) {
  return { signIn: withReturnTo(href("/sign-in"), url) };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, providerForm);
  if (form.error) return form.error;
  const { provider } = form.values;
  const env = context.get(envContext);
  const here = (path: string) => new URL(path, env.BETTER_AUTH_URL).href;
  try {
    const { headers, response } = await context.get(authContext).api.signInSocial({
      body: {
        provider,
        callbackURL: here(returnToOf(url)),
        errorCallbackURL: here(withReturnTo(href("/sign-in/problem"), url)),
        disableRedirect: true,
      },
      headers: request.headers,
      returnHeaders: true,
    });
    const name = listProviders(env).find(({ id }) => id === provider)?.name ?? provider;
    return data({ name, url: response.url ?? "" }, { headers });
  } catch (error) {
    return form.reject(error, { PROVIDER_NOT_FOUND: "form" });
  }
}

export default function Social({ loaderData: { signIn }, actionData: state }: Route.ComponentProps) {
  if (state && "url" in state)
    return (
      <VisitorPage title={`Taking you to ${state.name}…`} intro="You come back here afterwards.">
        <LeaveFor {...state} />
      </VisitorPage>
    );
  return (
    <VisitorPage title="Choose another way" failed>
      <ErrorSummary state={state} labels={{ provider: "Provider" }} />
      <p>
        <a href={signIn} className="link">
          Sign in
        </a>
      </p>
    </VisitorPage>
  );
}
