import { href, redirect } from "react-router";
import { z } from "zod";
import { countAttempt } from "~/auth/attempts.server";
import type { SecondStepWays } from "~/auth/challenge.server";
import { codeChannelHeader } from "~/auth/second-step-codes.server";
import { CheckboxField } from "~/components/checkbox-field";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, databaseContext, envContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm, throwIfTooMany } from "~/forms/parse-form.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import { checkbox, sentCode, withIntent } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/two-factor.code";
import { mustStartAgain } from "./components/start-again.server";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send") }),
  z.object({ intent: z.literal("verify"), code: sentCode, trustDevice: checkbox }),
]);

const codeForm = withIntent(intents, (entered) => ("code" in entered ? "verify" : "send"));

type Channel = "email" | "text";

/** Whoever comes by the link on the page before has asked for a code: it is sent, once for each sign-in. */
export async function loader({ request, url, context }: Route.LoaderArgs) {
  const ways = await context.get(authContext).api.secondStepWays({ headers: request.headers });
  const again = withReturnTo(href("/sign-in"), url);
  if (!ways) throw redirectWithMessage(request, again, "two-factor-again");
  const canText = canSendTexts(context.get(envContext)) && ways.numberEnd !== undefined;
  const channel = channelOf(url, ways, canText);
  const cameFromHere = request.headers.get("Sec-Fetch-Site") === "same-origin";
  const asked = cameFromHere && (await isFirst(context, ways.key, channel));
  if (asked) await send({ request, context }, channel);
  const to = channel === "text" ? `the number ending in ${ways.numberEnd}` : ways.email;
  return { channel, to, wasSent: asked || url.searchParams.has("sent") };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, codeForm);
  if (form.error) return form.error;
  const again = withReturnTo(href("/sign-in"), url);
  try {
    if (form.values.intent === "send") {
      const channel = url.searchParams.get("by") === "text" ? "text" : "email";
      await send({ request, context }, channel);
      url.searchParams.set("sent", "");
      return redirectWithMessage(request, url.pathname + url.search, "code-sent");
    }
    const { code, trustDevice } = form.values;
    const { headers } = await api.verifyTwoFactorOTP({
      body: { code, trustDevice },
      headers: request.headers,
      returnHeaders: true,
    });
    return redirect(returnToOf(url), { status: 303, headers });
  } catch (error) {
    if (mustStartAgain(error)) return redirectWithMessage(request, again, "two-factor-again");
    return form.reject(error, { INVALID_CODE: "code", OTP_HAS_EXPIRED: "code", TOO_MANY_ACCOUNTS: "form" });
  }
}

type Call = Pick<Route.ActionArgs, "request" | "context">;

async function send({ request, context }: Call, channel: Channel) {
  const asked = new Headers(request.headers);
  asked.set(codeChannelHeader, channel);
  try {
    await context.get(authContext).api.sendTwoFactorOTP({ body: {}, headers: asked });
  } catch (error) {
    throwIfTooMany(error);
    throw error;
  }
}

const tenMinutes = 600;

async function isFirst(context: Call["context"], challenge: string, channel: Channel): Promise<boolean> {
  const limit = { key: `second-step|${channel}|${challenge}`, max: 1, windowSeconds: tenMinutes };
  return (await countAttempt(context.get(databaseContext), [limit])) === 0;
}

function channelOf(url: URL, ways: SecondStepWays, canText: boolean): Channel {
  const wantsText = url.searchParams.get("by") === "text" || ways.email === undefined;
  return wantsText && canText ? "text" : "email";
}

const labels = { code: "Code" };

export default function TwoFactorCode({ loaderData, actionData: state }: Route.ComponentProps) {
  const { channel, to, wasSent } = loaderData;
  const verb = channel === "text" ? "Text" : "E-mail";
  const showsField = wasSent || state !== undefined;
  return (
    <VisitorPage
      title="Two-step verification"
      failed={Boolean(state)}
      intro={showsField ? `Enter the code that we sent to ${to}.` : `We send a code to ${to}.`}
    >
      <ErrorSummary state={state} labels={labels} />
      {showsField && (
        <form method="post" noValidate>
          <FieldGroup>
            <input type="hidden" name="intent" value="verify" />
            <FormField
              name="code"
              label={labels.code}
              state={state}
              autoComplete="one-time-code"
              inputMode="numeric"
              required
              autoFocus={!state}
            />
            <CheckboxField
              name="trustDevice"
              label="Trust this device for 30 days"
              defaultChecked={Boolean(state?.values.trustDevice)}
            />
            <Button type="submit" size="full">
              Verify
            </Button>
          </FieldGroup>
        </form>
      )}
      <form method="post">
        <input type="hidden" name="intent" value="send" />
        <Button type="submit" variant={showsField ? "outline" : "default"} size="full">
          {showsField ? "Send a new code" : `${verb} me a code`}
        </Button>
      </form>
    </VisitorPage>
  );
}
