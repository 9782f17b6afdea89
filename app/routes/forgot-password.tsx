import { href } from "react-router";
import { z } from "zod";
import { BotCheck } from "~/components/bot-check";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Alert, AlertTitle } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext } from "~/context";
import { botCheckFacts, withBotCheck } from "~/forms/bot-check.server";
import { parseForm } from "~/forms/parse-form.server";
import { pendingAddress, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { withQuery, withReturnTo } from "~/forms/return-to";
import { email } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/forgot-password";

const forgotForm = z.object({ email });

export function loader({ request, url, context }: Route.LoaderArgs) {
  const sentTo = url.searchParams.has("sent") ? pendingAddress(request) : undefined;
  return {
    sentTo,
    here: withReturnTo(href("/forgot-password"), url),
    signIn: withReturnTo(href("/sign-in"), url),
    magicLink: withReturnTo(href("/sign-in/magic-link"), url),
    byText: canSendTexts(context.get(envContext))
      ? withReturnTo(href("/forgot-password/phone"), url)
      : undefined,
    botCheck: botCheckFacts(context),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, forgotForm);
  if (form.error) return form.error;
  try {
    await context
      .get(authContext)
      .api.requestPasswordReset({ body: form.values, headers: withBotCheck(request, form) });
    const sent = withQuery(withReturnTo(href("/forgot-password"), url), { sent: "" });
    return redirectWithPendingAddress(request, sent, form.values.email);
  } catch (error) {
    return form.reject(error, {
      INVALID_EMAIL: "email",
      BOT_CHECK_FAILED: "form",
      BOT_CHECK_UNAVAILABLE: "form",
    });
  }
}

const labels = { email: "E-mail address" };

export default function ForgotPassword({
  loaderData: { sentTo, here, signIn, magicLink, byText, botCheck },
  actionData: state,
}: Route.ComponentProps) {
  return (
    <VisitorPage
      title="Forgotten password"
      failed={Boolean(state)}
      intro="We send you a link with which you set a new one."
    >
      {sentTo && !state && (
        <Alert role="status">
          <AlertTitle>Look into your inbox</AlertTitle>
          <p>
            If {sentTo} belongs to an account, a message with a link is on its way. It works once, for one
            hour, and only the newest one works.
          </p>
        </Alert>
      )}
      <ErrorSummary state={state} labels={labels} />
      <form method="post" action={here} noValidate>
        <FieldGroup>
          <FormField
            name="email"
            type="email"
            label={labels.email}
            state={state}
            defaultValue={sentTo}
            autoComplete="username"
            required
          />
          <BotCheck facts={botCheck}>
            Without it,{" "}
            <a href={magicLink} className="link">
              use a sign-in link by mail
            </a>
            .
          </BotCheck>
          <Button type="submit" size="full">
            Send reset link
          </Button>
        </FieldGroup>
      </form>
      {byText && (
        <p className="text-sm">
          <a href={byText} className="link inline-block py-1.5">
            By text message instead
          </a>
        </p>
      )}
      <p className="text-sm text-muted-foreground">
        Remembered it?{" "}
        <a href={signIn} className="link">
          Sign in
        </a>
        . A passkey needs no password at all.
      </p>
    </VisitorPage>
  );
}
