import { href, redirect } from "react-router";
import { z } from "zod";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { authContext } from "~/context";
import { parseForm } from "~/forms/parse-form.server";
import { pendingAddress, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import { email, nameFrom, sentCode, withIntent } from "~/forms/rules";
import type { Route } from "./+types/email-code";
import { CodeSteps } from "./components/code-steps";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), email }),
  z.object({ intent: z.literal("sign-in"), email, code: sentCode }),
]);

const codeForm = withIntent(intents, (entered) => ("code" in entered ? "sign-in" : "send"));

export function loader({ request, url }: Route.LoaderArgs) {
  const sentTo = url.searchParams.has("sent") ? pendingAddress(request) : undefined;
  return {
    sentTo,
    again: withReturnTo(href("/sign-in/email-code"), url),
    signIn: withReturnTo(href("/sign-in"), url),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, codeForm);
  if (form.error) return form.error;
  try {
    if (form.values.intent === "send") {
      await api.sendVerificationOTP({
        body: { email: form.values.email, type: "sign-in" },
        headers: request.headers,
      });
      const sent = withQuery(withReturnTo(href("/sign-in/email-code"), url), { sent: "" });
      return redirectWithPendingAddress(request, sent, form.values.email);
    }
    const { email: address, code: otp } = form.values;
    const { headers, response } = await api.signInEmailOTP({
      body: { email: address, otp, name: nameFrom(address) },
      headers: request.headers,
      returnHeaders: true,
    });
    const needsSecondFactor = "twoFactorRedirect" in response;
    const to = needsSecondFactor ? withReturnTo(href("/sign-in/two-factor"), url) : returnToOf(url);
    return redirect(to, { status: 303, headers });
  } catch (error) {
    return form.reject(error, {
      INVALID_EMAIL: "email",
      INVALID_OTP: "code",
      OTP_EXPIRED: "code",
      TOO_MANY_ATTEMPTS: "code",
      BANNED_USER: "form",
      TOO_MANY_ACCOUNTS: "form",
      EMAIL_DOMAIN_NOT_ALLOWED: "form",
      EMAIL_RESERVED: "form",
      SIGN_UP_CLOSED: "form",
      SIGN_UP_BY_INVITATION: "form",
      SIGN_UP_BY_FORM: "form",
    });
  }
}

const labels = { email: "E-mail address", code: "Code" };

export default function EmailCode({ loaderData, actionData: state }: Route.ComponentProps) {
  const sentTo = state?.errors.code ? state.values.email : loaderData.sentTo;
  return (
    <CodeSteps
      title="Sign in by a code"
      intro="We send a code to your mailbox. No password is needed."
      field="email"
      sentTo={sentTo}
      again={loaderData.again}
      signIn={loaderData.signIn}
      labels={labels}
      state={state}
    >
      <FieldGroup>
        <FormField
          name="email"
          type="email"
          label={labels.email}
          state={state}
          autoComplete="username"
          required
        />
        <Button type="submit" size="full">
          E-mail me a code
        </Button>
      </FieldGroup>
    </CodeSteps>
  );
}
