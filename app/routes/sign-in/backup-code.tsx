import { href, redirect } from "react-router";
import { z } from "zod";
import { normalizeBackupCode } from "~/auth/backup-codes";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf, withReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/backup-code";
import { mustStartAgain } from "./components/start-again.server";

const codeForm = z.object({
  code: z.string().trim().min(1, "Enter one of your backup codes.").transform(normalizeBackupCode),
});

export function loader({ url }: Route.LoaderArgs) {
  return { twoFactor: withReturnTo(href("/sign-in/two-factor"), url) };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, codeForm);
  if (form.error) return form.error;
  try {
    const { headers } = await context
      .get(authContext)
      .api.verifyBackupCode({ body: form.values, headers: request.headers, returnHeaders: true });
    return redirect(returnToOf(url), { status: 303, headers });
  } catch (error) {
    if (mustStartAgain(error))
      return redirectWithMessage(request, withReturnTo(href("/sign-in"), url), "two-factor-again");
    return form.reject(error, { INVALID_BACKUP_CODE: "code", TOO_MANY_ACCOUNTS: "form" });
  }
}

const labels = { code: "Backup code" };

export default function BackupCode({ loaderData, actionData: state }: Route.ComponentProps) {
  return (
    <VisitorPage
      title="Use a backup code"
      failed={Boolean(state)}
      intro="Each of the codes that you kept when you turned this on works once."
    >
      <ErrorSummary state={state} labels={labels} />
      <form method="post" noValidate>
        <FieldGroup>
          <FormField
            name="code"
            label={labels.code}
            state={state}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus={!state}
          />
          <Button type="submit" size="full">
            Verify
          </Button>
        </FieldGroup>
      </form>
      <p className="text-sm text-muted-foreground">
        <a href={loaderData.twoFactor} className="link">
          Use your authenticator app
        </a>
      </p>
    </VisitorPage>
  );
}
