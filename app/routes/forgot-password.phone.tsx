import { data, href } from "react-router";
import { z } from "zod";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { BotCheck, type BotCheckFacts } from "~/components/bot-check";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext } from "~/context";
import { botCheckFacts, withBotCheck } from "~/forms/bot-check.server";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { pendingNumber, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { withQuery, withReturnTo } from "~/forms/return-to";
import { newPassword, phoneNumber, sentCode, withIntent } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/forgot-password.phone";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), phoneNumber }),
  z.object({ intent: z.literal("reset"), phoneNumber, code: sentCode, newPassword }),
]);

const resetForm = withIntent(intents, (entered) => ("code" in entered ? "reset" : "send"));

/** There only where text messages can be sent. */
export function loader({ request, url, context }: Route.LoaderArgs) {
  if (!canSendTexts(context.get(envContext))) throw data("Not Found", { status: 404 });
  const askedFor = pendingNumber(request);
  return {
    askedFor,
    isSent: url.searchParams.has("sent"),
    here: withReturnTo(href("/forgot-password/phone"), url),
    byMail: withReturnTo(href("/forgot-password"), url),
    codes: withReturnTo(href("/sign-in/phone"), url),
    botCheck: botCheckFacts(context),
  };
}

/** Ends every session and signs nobody in: a second factor is still asked at the next sign-in (ASVS 6.4.3). */
export async function action({ request, url, context }: Route.ActionArgs) {
  if (!canSendTexts(context.get(envContext))) throw data("Not Found", { status: 404 });
  const { api } = context.get(authContext);
  const form = await parseForm(request, resetForm);
  if (form.error) return form.error;
  const { phoneNumber: number } = form.values;
  try {
    if (form.values.intent === "send") {
      const { headers } = await api.requestPasswordResetPhoneNumber({
        body: { phoneNumber: number },
        headers: withBotCheck(request, form),
        returnHeaders: true,
      });
      const sent = withQuery(withReturnTo(href("/forgot-password/phone"), url), { sent: "" });
      return redirectWithPendingAddress(request, sent, number, headers);
    }
    const { code: otp, newPassword } = form.values;
    await api.resetPasswordPhoneNumber({
      body: { phoneNumber: number, otp, newPassword },
      headers: request.headers,
    });
    return redirectWithMessage(request, href("/sign-in"), "password-reset");
  } catch (error) {
    return form.reject(error, {
      INVALID_PHONE_NUMBER: "phoneNumber",
      INVALID_OTP: "code",
      OTP_EXPIRED: "code",
      OTP_NOT_FOUND: "code",
      TOO_MANY_ATTEMPTS: "code",
      PASSWORD_TOO_SHORT: "newPassword",
      PASSWORD_TOO_LONG: "newPassword",
      PASSWORD_TOO_COMMON: "newPassword",
      PASSWORD_IS_ABOUT_YOU: "newPassword",
      PASSWORD_BREACHED: "newPassword",
      BOT_CHECK_FAILED: "form",
      BOT_CHECK_UNAVAILABLE: "form",
    });
  }
}

export default function ForgotPasswordPhone({ loaderData, actionData: state }: Route.ComponentProps) {
  const { askedFor, isSent, here, byMail, codes, botCheck } = loaderData;
  const isSecondStep = state ? state.errors.code || state.errors.newPassword : isSent;
  const sentTo = isSecondStep ? (state?.values.phoneNumber ?? askedFor) : undefined;
  return (
    <VisitorPage
      title="Forgotten password"
      failed={Boolean(state)}
      intro={
        sentTo
          ? `If ${sentTo} belongs to an account, a code is on its way. It works once, for ten minutes, in this browser.`
          : "We text you a code with which you set a new one."
      }
    >
      <ErrorSummary state={state} labels={labels} />
      {sentTo ? (
        <SetPassword here={here} number={sentTo} state={state} />
      ) : (
        <AskForCode here={here} codes={codes} number={askedFor} state={state} botCheck={botCheck} />
      )}
      <p className="text-sm text-muted-foreground">
        <a href={byMail} className="link">
          By e-mail instead
        </a>
      </p>
    </VisitorPage>
  );
}

const labels = { phoneNumber: "Phone number", code: "Code", newPassword: "New password" };

interface StepProps {
  here: string;
  number?: string;
  state?: FormState;
}

function AskForCode({
  here,
  codes,
  number,
  state,
  botCheck,
}: StepProps & { codes: string; botCheck?: BotCheckFacts }) {
  return (
    <form method="post" action={here} noValidate>
      <FieldGroup>
        <input type="hidden" name="intent" value="send" />
        <FormField
          name="phoneNumber"
          type="tel"
          label={labels.phoneNumber}
          hint="The one that you confirmed, with its country code, like +49 151 23456789."
          state={state}
          defaultValue={number}
          autoComplete="tel"
          required
        />
        <BotCheck facts={botCheck}>
          Without it,{" "}
          <a href={codes} className="link">
            sign in by a text message
          </a>
          .
        </BotCheck>
        <Button type="submit" size="full">
          Text me a code
        </Button>
      </FieldGroup>
    </form>
  );
}

function SetPassword({ here, number, state }: StepProps) {
  return (
    <>
      <form method="post" noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value="reset" />
          <input type="hidden" name="phoneNumber" value={number} />
          <input type="text" name="username" value={number} readOnly hidden autoComplete="username" />
          <FormField
            name="code"
            label={labels.code}
            state={state}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            autoFocus={!state}
          />
          <FormField
            name="newPassword"
            type="password"
            label={labels.newPassword}
            hint={`${minPasswordLength} to ${maxPasswordLength} characters, any you like. Every device that is signed in now is signed out.`}
            state={state}
            autoComplete="new-password"
            required
          />
          <Button type="submit" size="full">
            Set new password
          </Button>
        </FieldGroup>
      </form>
      <p className="text-sm text-muted-foreground">
        No message?{" "}
        <a href={here} className="link">
          Ask for another code
        </a>
        , or for one to another number.
      </p>
    </>
  );
}
