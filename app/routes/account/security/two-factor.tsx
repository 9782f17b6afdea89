import { data, href, redirect } from "react-router";
import { z } from "zod";
import { pendingTotp } from "~/auth/pending-totp.server";
import { isPlaceholder } from "~/auth/placeholder-email";
import { proofWays } from "~/auth/proofs.server";
import { confirmedNumber } from "~/auth/second-step-codes.server";
import { PageHeading } from "~/components/settings-section";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { type FormError, parseForm } from "~/forms/parse-form.server";
import { totpCode, withIntent } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/two-factor";
import { BackupCodes, ConfirmApp, Manage, TurnOn } from "./components/two-factor-steps";

/** People without a password have proved themselves in another way, within ten minutes. */
const password = z
  .string()
  .optional()
  .transform((typed) => typed || undefined);

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("turn-on"), method: z.enum(["totp", "otp"]).default("totp"), password }),
  z.object({ intent: z.literal("confirm"), code: totpCode }),
  z.object({ intent: z.literal("new-codes"), password }),
  z.object({ intent: z.literal("turn-off"), password }),
]);

const twoFactorForm = withIntent(intents, (entered) => ("code" in entered ? "confirm" : "turn-on"));

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const { email } = user;
  const ways = await proofWays(context.get(databaseContext), user);
  const sendsTexts = canSendTexts(context.get(envContext));
  const canText = sendsTexts && confirmedNumber(user) !== undefined;
  const facts = {
    email,
    hasPassword: ways.password,
    canText,
    wantsNumber: sendsTexts && !canText,
    canMail: !isPlaceholder(email),
  };
  const isOn = user.twoFactorEnabled === true;
  if (!isOn || !ways.app) return { ...facts, isOn, codesLeft: undefined };
  // Takes a user id and trusts it: this one is the session's own.
  const { backupCodes } = await context.get(authContext).api.viewBackupCodes({ body: { userId: user.id } });
  return { ...facts, isOn, codesLeft: backupCodes.length };
}

export async function action({ request, context }: Route.ActionArgs) {
  const auth = context.get(authContext);
  const { user } = context.get(sessionContext);
  // A wrong code must not take the QR code off the page.
  const answer = async ({ data: error, init }: FormError) =>
    data(
      { error, app: error.values.intent === "confirm" ? await pendingTotp(auth, user) : undefined },
      init ?? {},
    );
  const form = await parseForm(request, twoFactorForm);
  if (form.error) return answer(form.error);
  const call = { headers: request.headers, returnHeaders: true } as const;
  try {
    switch (form.values.intent) {
      case "turn-on": {
        const { password, method } = form.values;
        const { headers } = await auth.api.enableTwoFactor({ body: { password, method }, ...call });
        if (method === "otp")
          return redirectWithMessage(request, href("/account/security"), "two-factor-by-code", headers);
        return data({ app: await pendingTotp(auth, user), error: undefined }, { headers });
      }
      case "confirm": {
        // The backup codes are shown once: a later code from the app does not bring them back.
        if (user.twoFactorEnabled) return redirect(href("/account/security/two-factor"), 303);
        const { headers } = await auth.api.verifyTOTP({ body: { code: form.values.code }, ...call });
        const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: user.id } });
        return data({ backupCodes, isNew: true }, { headers });
      }
      case "new-codes": {
        const { password } = form.values;
        const { headers, response } = await auth.api.generateBackupCodes({ body: { password }, ...call });
        return data({ backupCodes: response.backupCodes, isNew: false }, { headers });
      }
      case "turn-off": {
        const { headers } = await auth.api.disableTwoFactor({
          body: { password: form.values.password },
          ...call,
        });
        return redirectWithMessage(request, href("/account/security"), "two-factor-off", headers);
      }
    }
  } catch (problem) {
    return answer(
      form.reject(problem, {
        INVALID_PASSWORD: "password",
        INVALID_CODE: "code",
        CODE_ALREADY_USED: "code",
        TOTP_ALREADY_ENABLED: "form",
        TOTP_NOT_ENABLED: "form",
      }),
    );
  }
}

export default function TwoFactor({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="Two-step verification"
        failed={actionData !== undefined && "error" in actionData && actionData.error !== undefined}
        intro="After your password or a link, a code. Whoever has the one still lacks the other."
      />
      <Step loaderData={loaderData} actionData={actionData} />
    </>
  );
}

type StepProps = Pick<Route.ComponentProps, "loaderData" | "actionData">;

function Step({ loaderData, actionData }: StepProps) {
  if (actionData && "backupCodes" in actionData)
    return <BackupCodes codes={actionData.backupCodes} isNew={actionData.isNew} />;
  const state = actionData?.error;
  if (actionData?.app) return <ConfirmApp {...actionData.app} state={state} />;
  if (loaderData.isOn) return <Manage {...loaderData} state={state} />;
  return <TurnOn {...loaderData} state={state} />;
}
