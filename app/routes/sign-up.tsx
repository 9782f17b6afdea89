import { href } from "react-router";
import { z } from "zod";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext } from "~/context";
import { parseForm } from "~/forms/parse-form.server";
import { redirectWithPendingAddress } from "~/forms/pending-address.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import { email, newPassword, personName } from "~/forms/rules";
import type { Route } from "./+types/sign-up";

const signUpForm = z.object({ name: personName, email, password: newPassword });

export function loader({ url, context }: Route.LoaderArgs) {
  return { signIn: withReturnTo(href("/sign-in"), url), appName: context.get(envContext).APP_NAME };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, signUpForm);
  if (form.error) return form.error;
  try {
    await context.get(authContext).api.signUpEmail({
      body: { ...form.values, callbackURL: returnToOf(url, "/") },
      headers: request.headers,
    });
    // The same page for a new address and for one that is taken: its owner learns by mail which it was.
    return redirectWithPendingAddress(request, href("/verify-email"), form.values.email);
  } catch (error) {
    return form.reject(error, {
      INVALID_EMAIL: "email",
      PASSWORD_TOO_SHORT: "password",
      PASSWORD_TOO_LONG: "password",
      PASSWORD_TOO_COMMON: "password",
      PASSWORD_IS_ABOUT_YOU: "password",
    });
  }
}

const labels = { name: "Name", email: "E-mail address", password: "Password" };

export default function SignUp({ loaderData: { signIn, appName }, actionData: state }: Route.ComponentProps) {
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
          <Button type="submit" size="full">
            Create account
          </Button>
        </FieldGroup>
      </form>
      <p className="text-sm text-muted-foreground">
        {appName} sends one message to your address, with a link to confirm it.
      </p>
    </VisitorPage>
  );
}
