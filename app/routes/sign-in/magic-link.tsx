import { APIError, isAPIError } from "better-auth/api";
import { data, href, redirect } from "react-router";
import { z } from "zod";
import { readSignInLink } from "~/auth/links.server";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Alert, AlertTitle } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext } from "~/context";
import { parseForm, throwIfTooMany } from "~/forms/parse-form.server";
import { pendingAddress, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { isAdding, returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import { email, nameFrom, withIntent } from "~/forms/rules";
import type { Route } from "./+types/magic-link";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), email }),
  z.object({ intent: z.literal("sign-in"), token: z.string().min(1) }),
]);

const linkForm = withIntent(intents, (entered) => ("token" in entered ? "sign-in" : "send"));

/** Looking at the link changes nothing: mail scanners follow links. Only the button signs in (ASVS 7.6.2). */
export async function loader({ request, url, context }: Route.LoaderArgs) {
  const token = url.searchParams.get("token");
  const sentTo = url.searchParams.has("sent") ? pendingAddress(request) : undefined;
  const signIn = withReturnTo(href("/sign-in"), url);
  if (!token) return { state: "ask" as const, sentTo, signIn };
  const state = await readSignInLink(context.get(authContext), token, request.headers);
  return data({ state, token, sentTo, signIn }, { status: state === "dead" ? 410 : 200 });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, linkForm);
  if (form.error) return form.error;
  const here = href("/sign-in/magic-link");
  try {
    if (form.values.intent === "send") {
      const { headers } = await api.signInMagicLink({
        body: {
          email: form.values.email,
          name: nameFrom(form.values.email),
          callbackURL: returnToOf(url),
          metadata: { add: isAdding(url) },
        },
        headers: request.headers,
        returnHeaders: true,
      });
      const sent = withQuery(withReturnTo(here, url), { sent: "" });
      const response = redirectWithPendingAddress(request, sent, form.values.email);
      // Once no more mails go to an address, the answer has no headers of its own.
      for (const cookie of (headers as Headers | undefined)?.getSetCookie() ?? [])
        response.headers.append("Set-Cookie", cookie);
      return response;
    }
    const { headers, response } = await api.magicLinkVerify({
      query: { token: form.values.token },
      headers: request.headers,
      returnHeaders: true,
    });
    const needsSecondFactor = "twoFactorRedirect" in response;
    const to = needsSecondFactor ? withReturnTo(href("/sign-in/two-factor"), url) : returnToOf(url);
    return redirect(to, { status: 303, headers });
  } catch (error) {
    throwIfTooMany(error);
    const problem = problemOf(error);
    if (form.values.intent === "send" || !problem) return form.reject(error, { INVALID_EMAIL: "form" });
    // The link itself was good.
    if (problem in refused) return form.reject(refusalOf(error, problem), refused);
    // The page says what is wrong with the link.
    return redirect(withQuery(withReturnTo(here, url), { token: form.values.token }), 303);
  }
}

const refused = {
  BANNED_USER: "form",
  TOO_MANY_ACCOUNTS: "form",
  SIGN_UP_CLOSED: "form",
  SIGN_UP_BY_INVITATION: "form",
  SIGN_UP_BY_FORM: "form",
  EMAIL_DOMAIN_NOT_ALLOWED: "form",
  EMAIL_RESERVED: "form",
} as const;

/** Its name for what went wrong: in the error, or in the address that better-auth would send a browser to. */
function problemOf(error: unknown): string | undefined {
  if (!isAPIError(error)) return undefined;
  const location = new Headers(error.headers).get("Location");
  if (!location) return error.body?.code;
  return new URL(location, "http://app.invalid").searchParams.get("error") ?? undefined;
}

/** The error as it came, where it says more than the name of what went wrong. */
function refusalOf(error: unknown, code: string): unknown {
  const isNamed = isAPIError(error) && error.body?.code === code;
  return isNamed ? error : new APIError("FORBIDDEN", { code, message: code });
}

const labels = { email: "E-mail address" };

export default function MagicLink({ loaderData, actionData: state }: Route.ComponentProps) {
  if (loaderData.state === "good") return <SignIn token={loaderData.token} state={state} />;
  const titles = {
    ask: "Sign in by a link",
    dead: "This link no longer works",
    elsewhere: "Open the link where you asked for it",
  };
  const intros = {
    ask: "We send a link to your mailbox. No password is needed.",
    dead: "A link to sign in works once, for ten minutes. Ask for a new one below.",
    elsewhere:
      "It signs in only the browser that it was asked for in. Open it there, or ask for a new link here.",
  };
  return (
    <VisitorPage title={titles[loaderData.state]} failed={Boolean(state)} intro={intros[loaderData.state]}>
      {loaderData.sentTo && !state && loaderData.state === "ask" && (
        <Alert role="status">
          <AlertTitle>Look into your inbox</AlertTitle>
          <p>
            A message to {loaderData.sentTo} is on its way. Open its link in this browser. It works once, for
            ten minutes.
          </p>
        </Alert>
      )}
      <ErrorSummary state={state} labels={labels} />
      <form method="post" noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value="send" />
          <FormField
            name="email"
            type="email"
            label={labels.email}
            state={state}
            defaultValue={loaderData.sentTo}
            autoComplete="username"
            required
          />
          <Button type="submit" size="full">
            E-mail me a sign-in link
          </Button>
        </FieldGroup>
      </form>
      <p className="text-sm text-muted-foreground">
        <a href={loaderData.signIn} className="link">
          Other ways to sign in
        </a>
      </p>
    </VisitorPage>
  );
}

function SignIn({ token, state }: { token: string; state: Route.ComponentProps["actionData"] }) {
  return (
    <VisitorPage title="Sign in" failed={Boolean(state)} intro="You asked for this link in this browser.">
      <ErrorSummary state={state} labels={labels} />
      <form method="post">
        <input type="hidden" name="intent" value="sign-in" />
        <input type="hidden" name="token" value={token} />
        <Button type="submit" size="full">
          Sign in
        </Button>
      </form>
    </VisitorPage>
  );
}
