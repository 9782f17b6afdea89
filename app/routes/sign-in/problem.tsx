import { data, href } from "react-router";
import { Button } from "~/components/ui/button";
import { VisitorPage } from "~/components/visitor-page";
import { authContext } from "~/context";
import { isAdding, returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/problem";
import { problemOf } from "./components/provider-problems";

/** Where a provider's page ends when it led nowhere. What the provider says itself is never shown: anybody can write it. */
export async function loader({ request, url, context }: Route.LoaderArgs) {
  const session = await context
    .get(authContext)
    .api.getSession({ headers: request.headers, query: { disableRefresh: true } });
  const { title, text, next } = problemOf(url.searchParams.get("error"));
  const isAnother = isAdding(url);
  const signIn =
    next && !isAnother
      ? withQuery(href("/sign-in"), { returnTo: next })
      : withReturnTo(href("/sign-in"), url);
  const on = session && !isAnother ? returnToOf(url, href("/account/security/connections")) : signIn;
  return data({ title, text, on, isSignedIn: session !== null }, { status: 400 });
}

export default function Problem({ loaderData: { title, text, on, isSignedIn } }: Route.ComponentProps) {
  return (
    <VisitorPage title={title} intro={text}>
      <Button asChild size="full">
        <a href={on}>{isSignedIn ? "Back" : "Sign in"}</a>
      </Button>
    </VisitorPage>
  );
}
