import { href } from "react-router";
import { z } from "zod";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { listProviders } from "~/auth/providers.server";
import { BotCheck } from "~/components/bot-check";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext } from "~/context";
import { botCheckFacts, withBotCheck } from "~/forms/bot-check.server";
import { parseForm } from "~/forms/parse-form.server";
import { redirectWithPendingAddress } from "~/forms/pending-address.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import { email, newPassword, personName } from "~/forms/rules";
import type { Route } from "./+types/sign-up";
import { ProviderButtons } from "./sign-in/components/provider-buttons";

const signUpForm = z.object({ name: personName, email, password: newPassword });

export function loader({ url, context }: Route.LoaderArgs) {
  const env = context.get(envContext);
  return {
    signIn: withReturnTo(href("/sign-in"), url),
    appName: env.APP_NAME,
    policy: env.SIGN_UP,
    providers: listProviders(env),
    social: withReturnTo(href("/sign-in/social"), url),
    botCheck: botCheckFacts(context),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, signUpForm);
  if (form.error) return form.error;
  try {
    await context.get(authContext).api.signUpEmail({
      body: { ...form.values, callbackURL: returnToOf(url, "/") },
      headers: withBotCheck(request, form),
    });
    // The same page for a new address and for one that is taken: its owner learns by mail which it was.
    return redirectWithPendingAddress(request, href("/verify-email"), form.values.email);
  } catch (error) {
    return form.reject(error, {
      BOT_CHECK_FAILED: "form",
      BOT_CHECK_UNAVAILABLE: "form",
      INVALID_EMAIL: "email",
      EMAIL_DOMAIN_NOT_ALLOWED: "email",
      SIGN_UP_CLOSED: "form",
      SIGN_UP_BY_INVITATION: "form",
      PASSWORD_TOO_SHORT: "password",
      PASSWORD_TOO_LONG: "password",
      PASSWORD_TOO_COMMON: "password",
      PASSWORD_IS_ABOUT_YOU: "password",
      PASSWORD_BREACHED: "password",
    });
  }
}

const labels = { name: "Name", email: "E-mail address", password: "Password" };

export default function SignUp({ loaderData, actionData: state }: Route.ComponentProps) {
  const { signIn, appName, policy, providers, social, botCheck } = loaderData;
  if (policy !== "open") return <NoSignUp byInvitation={policy === "invite"} signIn={signIn} />;
  return (
    <VisitorPage
      title="Create account"
      failed={Boolean(state)}
      intro={
        <>
          You have one?{" "}
          <a href={signIn} className="link">
            Sign in
          </a>
        </>
      }
    >
      <ErrorSummary state={state} labels={labels} />
      <form method="post" noValidate>
        <FieldGroup>
          <FormField name="name" label={labels.name} state={state} autoComplete="name" required />
          <FormField
            name="email"
            type="email"
            label={labels.email}
            state={state}
            autoComplete="username"
            required
          />
          <FormField
            name="password"
            type="password"
            label={labels.password}
            hint={`${minPasswordLength} to ${maxPasswordLength} characters, any you like. Several words in a row are strong and easy to keep.`}
            state={state}
            autoComplete="new-password"
            required
          />
          <BotCheck facts={botCheck}>Turn it on to create an account.</BotCheck>
          <Button type="submit" size="full">
            Create account
          </Button>
        </FieldGroup>
      </form>
      <p className="text-sm text-muted-foreground">
        {appName} sends one message to your address, with a link to confirm it.
      </p>
      <ProviderButtons providers={providers} action={social} />
    </VisitorPage>
  );
}

function NoSignUp({ byInvitation, signIn }: { byInvitation: boolean; signIn: string }) {
  return (
    <VisitorPage
      title={byInvitation ? "By invitation only" : "No new accounts"}
      intro={
        byInvitation
          ? "Accounts are made by invitation only here. Ask somebody who is here already."
          : "No new accounts are made here at the moment."
      }
    >
      <Button asChild size="full">
        <a href={signIn}>Sign in</a>
      </Button>
    </VisitorPage>
  );
}
