import { data, href, redirect } from "react-router";
import { z } from "zod";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, envContext } from "~/context";
import { parseForm } from "~/forms/parse-form.server";
import { pendingNumber, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import { phoneNumber, sentCode, withIntent } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/phone";
import { CodeSteps } from "./components/code-steps";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), phoneNumber }),
  z.object({ intent: z.literal("sign-in"), phoneNumber, code: sentCode }),
]);

const phoneForm = withIntent(intents, (entered) => ("code" in entered ? "sign-in" : "send"));

/** There only where text messages can be sent. */
export function loader({ request, url, context }: Route.LoaderArgs) {
  if (!canSendTexts(context.get(envContext))) throw data("Not Found", { status: 404 });
  return {
    sentTo: url.searchParams.has("sent") ? pendingNumber(request) : undefined,
    again: withReturnTo(href("/sign-in/phone"), url),
    signIn: withReturnTo(href("/sign-in"), url),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  if (!canSendTexts(context.get(envContext))) throw data("Not Found", { status: 404 });
  const { api } = context.get(authContext);
  const form = await parseForm(request, phoneForm);
  if (form.error) return form.error;
  try {
    if (form.values.intent === "send") {
      const { phoneNumber: to } = form.values;
      const { headers } = await api.sendPhoneNumberOTP({
        body: { phoneNumber: to },
        headers: request.headers,
        returnHeaders: true,
      });
      const sent = withQuery(withReturnTo(href("/sign-in/phone"), url), { sent: "" });
      return redirectWithPendingAddress(request, sent, to, headers);
    }
    const { phoneNumber: number, code } = form.values;
    const { headers, response } = await api.verifyPhoneNumber({
      body: { phoneNumber: number, code },
      headers: request.headers,
      returnHeaders: true,
    });
    const needsSecondFactor = "twoFactorRedirect" in response;
    const to = needsSecondFactor ? withReturnTo(href("/sign-in/two-factor"), url) : returnToOf(url);
    return redirect(to, { status: 303, headers });
  } catch (error) {
    return form.reject(error, {
      INVALID_PHONE_NUMBER: "phoneNumber",
      INVALID_OTP: "code",
      OTP_EXPIRED: "code",
      OTP_NOT_FOUND: "code",
      TOO_MANY_ATTEMPTS: "code",
      BANNED_USER: "form",
      TOO_MANY_ACCOUNTS: "form",
      SIGN_UP_CLOSED: "form",
      SIGN_UP_BY_INVITATION: "form",
      SIGN_UP_BY_FORM: "form",
    });
  }
}

const labels = { phoneNumber: "Phone number", code: "Code" };

export default function Phone({ loaderData, actionData: state }: Route.ComponentProps) {
  const sentTo = state?.errors.code ? state.values.phoneNumber : loaderData.sentTo;
  return (
    <CodeSteps
      title="Sign in by text message"
      intro="We text a code to your phone. No password is needed."
      field="phoneNumber"
      sentTo={sentTo}
      again={loaderData.again}
      signIn={loaderData.signIn}
      labels={labels}
      state={state}
    >
      <FieldGroup>
        <FormField
          name="phoneNumber"
          type="tel"
          label={labels.phoneNumber}
          hint="With its country code, like +49 151 23456789."
          state={state}
          autoComplete="tel"
          required
        />
        <Button type="submit" size="full">
          Text me a code
        </Button>
      </FieldGroup>
    </CodeSteps>
  );
}
