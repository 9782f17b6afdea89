import { href, redirect } from "react-router";
import { z } from "zod";
import { proofWays } from "~/auth/proofs.server";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { authContext, databaseContext, sessionContext } from "~/context";
import { confirmPath } from "~/forms/confirm-path";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf } from "~/forms/return-to";
import { currentPassword, sentCode, totpCode, withIntent } from "~/forms/rules";
import type { Route } from "./+types/confirm";
import {
  ConfirmByAppCode,
  ConfirmByMail,
  ConfirmByPasskey,
  ConfirmByPassword,
} from "./components/confirm-ways";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("password"), password: currentPassword }),
  z.object({ intent: z.literal("app"), code: totpCode }),
  z.object({ intent: z.literal("send") }),
  z.object({ intent: z.literal("mail"), code: sentCode }),
]);

const proofForm = withIntent(intents, (entered) => ("password" in entered ? "password" : "app"));

export async function loader({ url, context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const ways = await proofWays(context.get(databaseContext), user);
  const returnTo = returnToOf(url, href("/account/security"));
  return { ...ways, email: user.email, returnTo, wasSent: url.searchParams.has("sent") };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const { user } = context.get(sessionContext);
  const ways = await proofWays(context.get(databaseContext), user);
  const returnTo = returnToOf(url, href("/account/security"));
  const form = await parseForm(request, proofForm);
  if (form.error) return form.error;
  const call = { headers: request.headers, returnHeaders: true } as const;
  try {
    switch (form.values.intent) {
      case "password":
        await api.verifyPassword({ body: { password: form.values.password }, headers: request.headers });
        break;
      case "app":
        // Without this, the code of an app that waits to be confirmed would turn the second step on.
        if (!ways.app) return redirect(confirmPath(returnTo), 303);
        await api.verifyTOTP({ body: { code: form.values.code }, headers: request.headers });
        break;
      case "send": {
        if (!ways.emailCode) return redirect(confirmPath(returnTo), 303);
        const body = { email: user.email, type: "sign-in" } as const;
        await api.sendVerificationOTP({ body, headers: request.headers });
        return redirectWithMessage(request, `${confirmPath(returnTo)}&sent`, "code-sent");
      }
      case "mail": {
        if (!ways.emailCode) return redirect(confirmPath(returnTo), 303);
        const { headers } = await api.signInEmailOTP({
          body: { email: user.email, otp: form.values.code },
          ...call,
        });
        return redirectWithMessage(request, returnTo, "proof-renewed", headers);
      }
    }
    const { headers } = await api.renewSession({ ...call });
    return redirectWithMessage(request, returnTo, "proof-renewed", headers);
  } catch (error) {
    return form.reject(error, {
      INVALID_PASSWORD: "password",
      INVALID_CODE: "code",
      CODE_ALREADY_USED: "code",
      INVALID_OTP: "code",
      OTP_EXPIRED: "code",
      TOO_MANY_ATTEMPTS: "code",
    });
  }
}

export default function Confirm({ loaderData, actionData: state }: Route.ComponentProps) {
  const { password, passkey, app, emailCode, email, returnTo, wasSent } = loaderData;
  return (
    <>
      <PageHeading
        title="Confirm that it is you"
        failed={Boolean(state)}
        intro="What comes next matters to the safety of your account. One of these ways is enough, for ten minutes."
      />
      {passkey && <ConfirmByPasskey returnTo={returnTo} />}
      {password && <ConfirmByPassword email={email} state={state} />}
      {app && <ConfirmByAppCode state={state} />}
      {emailCode && <ConfirmByMail email={email} wasSent={wasSent} state={state} />}
      {!password && !passkey && !app && !emailCode && (
        <SettingsSection
          title="Sign in again"
          intro="Sign out, and sign in again in the way that you did before."
        >
          <p className="text-sm">Then come back to this page.</p>
        </SettingsSection>
      )}
    </>
  );
}
