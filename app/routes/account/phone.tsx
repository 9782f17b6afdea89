import { data, href } from "react-router";
import { z } from "zod";
import { confirmedNumber } from "~/auth/second-step-codes.server";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading } from "~/components/settings-section";
import { authContext, envContext, sessionContext } from "~/context";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { pendingNumber, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { phoneNumber, sentCode, withIntent } from "~/forms/rules";
import { requireFreshProof } from "~/middleware/require-fresh-proof.server";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/phone";
import { AskForCode, EnterCode, labels, YourNumber } from "./components/phone-steps";

export const middleware: Route.MiddlewareFunction[] = [requireFreshProof];

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), phoneNumber }),
  z.object({ intent: z.literal("confirm"), phoneNumber, code: sentCode }),
  z.object({ intent: z.literal("remove") }),
]);

const phoneForm = withIntent(intents, (entered) => ("code" in entered ? "confirm" : "send"));

export function loader({ request, url, context }: Route.LoaderArgs) {
  return {
    number: confirmedNumber(context.get(sessionContext).user),
    canText: canSendTexts(context.get(envContext)),
    sentTo: url.searchParams.has("sent") ? pendingNumber(request) : undefined,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, phoneForm);
  if (form.error) return form.error;
  const here = href("/account/phone");
  const call = { headers: request.headers, returnHeaders: true } as const;
  try {
    if (form.values.intent === "remove") {
      const { headers } = await api.updateUser({ body: { phoneNumber: null }, ...call });
      return redirectWithMessage(request, here, "phone-removed", headers);
    }
    const { phoneNumber: number } = form.values;
    if (!canSendTexts(context.get(envContext))) throw data("Not Found", { status: 404 });
    if (number === confirmedNumber(context.get(sessionContext).user)) return data(isYours(number), 422);
    if (form.values.intent === "send") {
      const { headers } = await api.sendPhoneNumberOTP({ body: { phoneNumber: number }, ...call });
      return redirectWithPendingAddress(request, `${here}?sent`, number, headers);
    }
    const { code } = form.values;
    // Whether another account has the number is told only to somebody who has just read a code on that phone, and who
    // could sign in to that account by one.
    const { headers } = await api.verifyPhoneNumber({
      body: { phoneNumber: number, code, updatePhoneNumber: true },
      ...call,
    });
    return redirectWithMessage(request, here, "phone-confirmed", headers);
  } catch (error) {
    return form.reject(error, {
      INVALID_PHONE_NUMBER: "phoneNumber",
      PHONE_NUMBER_EXIST: "phoneNumber",
      INVALID_OTP: "code",
      OTP_EXPIRED: "code",
      OTP_NOT_FOUND: "code",
      TOO_MANY_ATTEMPTS: "code",
      LAST_WAY_TO_SIGN_IN: "form",
      PHONE_NUMBER_IN_USE: "form",
    });
  }
}

function isYours(number: string): FormState {
  return { values: { phoneNumber: number }, errors: { phoneNumber: ["This is your number already."] } };
}

export default function Phone({ loaderData, actionData: state }: Route.ComponentProps) {
  const { number, canText } = loaderData;
  const sentTo = state ? (state.errors.code ? state.values.phoneNumber : undefined) : loaderData.sentTo;
  return (
    <>
      <PageHeading
        title="Phone number"
        failed={Boolean(state)}
        intro="For codes by text message: to sign in, for a forgotten password, and as a second step."
      />
      <ErrorSummary state={state} labels={labels} />
      {number && <YourNumber number={number} />}
      {canText && sentTo && <EnterCode sentTo={sentTo} state={state} />}
      {canText && !sentTo && <AskForCode isFirst={!number} state={state} />}
      {!canText && (
        <p className="text-muted-foreground">
          No text messages can be sent here, so no number can be confirmed.
        </p>
      )}
    </>
  );
}
