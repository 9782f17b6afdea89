import { href, redirect } from "react-router";
import { z } from "zod";
import { CheckboxField } from "~/components/checkbox-field";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, envContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import { checkbox, totpCode } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/two-factor";
import { mustStartAgain } from "./components/start-again.server";

const codeForm = z.object({ code: totpCode, trustDevice: checkbox });

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const code = withReturnTo(href("/sign-in/two-factor/code"), url);
  const ways = await context.get(authContext).api.secondStepWays({ headers: request.headers });
  if (ways && !ways.app) throw redirect(code);
  const env = context.get(envContext);
  return {
    backupCode: withReturnTo(href("/sign-in/backup-code"), url),
    byMail: ways?.email ? code : undefined,
    byText: ways?.numberEnd && canSendTexts(env) ? withQuery(code, { by: "text" }) : undefined,
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, codeForm);
  if (form.error) return form.error;
  try {
    const { headers } = await context
      .get(authContext)
      .api.verifyTOTP({ body: form.values, headers: request.headers, returnHeaders: true });
    return redirect(returnToOf(url), { status: 303, headers });
  } catch (error) {
    if (mustStartAgain(error))
      return redirectWithMessage(request, withReturnTo(href("/sign-in"), url), "two-factor-again");
    return form.reject(error, { INVALID_CODE: "code", CODE_ALREADY_USED: "code", TOO_MANY_ACCOUNTS: "form" });
  }
}

const labels = { code: "Code" };

export default function TwoFactor({ loaderData, actionData: state }: Route.ComponentProps) {
  return (
    <VisitorPage
      title="Two-step verification"
      failed={Boolean(state)}
      intro="Enter the code that your authenticator app shows for this account."
    >
      <ErrorSummary state={state} labels={labels} />
      <form method="post" noValidate>
        <FieldGroup>
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
      <p className="text-sm text-muted-foreground">
        No phone at hand?{" "}
        <a href={loaderData.backupCode} className="link">
          Use a backup code
        </a>
        {loaderData.byMail && (
          <>
            {" · "}
            <a href={loaderData.byMail} className="link">
              E-mail me a code
            </a>
          </>
        )}
        {loaderData.byText && (
          <>
            {" · "}
            <a href={loaderData.byText} className="link">
              Text me a code
            </a>
          </>
        )}
      </p>
    </VisitorPage>
  );
}
