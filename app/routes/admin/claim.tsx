import { data, Form, href, type MiddlewareFunction } from "react-router";
import { z } from "zod";
import { countAttempt } from "~/auth/attempts.server";
import { recordAudit } from "~/auth/audit.server";
import { isSameSecret } from "~/auth/same-secret.server";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { becomeFirstAdmin, hasAdmin } from "~/db/admins.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm, tooMany } from "~/forms/parse-form.server";
import { requireAccount } from "~/middleware/require-account.server";
import type { Route } from "./+types/claim";

/** There is such a page only while it can be used: with a token in the configuration, and nobody who is an admin. */
const requireUnclaimed: MiddlewareFunction<Response> = async ({ context }) => {
  const token = context.get(envContext).ADMIN_SETUP_TOKEN;
  if (!token || (await hasAdmin(context.get(databaseContext)))) throw data("Not Found", { status: 404 });
};

export const middleware: Route.MiddlewareFunction[] = [requireUnclaimed, requireAccount];

const claimForm = z.object({ setupToken: z.string().trim().min(1, "Enter the setup token.") });

export function loader() {
  return null;
}

export async function action({ request, context }: Route.ActionArgs) {
  const db = context.get(databaseContext);
  const { user } = context.get(sessionContext);
  const form = await parseForm(request, claimForm);
  if (form.error) return form.error;
  const wait = await countAttempt(db, [{ key: "admin-claim", max: 10, windowSeconds: 15 * 60 }]);
  if (wait > 0) throw tooMany(wait);
  if (!isSameSecret(form.values.setupToken, context.get(envContext).ADMIN_SETUP_TOKEN ?? ""))
    return form.refuse(
      "setupToken",
      "This is not the setup token. It is ADMIN_SETUP_TOKEN in the configuration.",
    );
  if (!(await becomeFirstAdmin(db, user.id))) throw data("Not Found", { status: 404 });
  recordAudit(db, { event: "admin-claimed", actor: { id: user.id }, subject: { type: "user", id: user.id } });
  // The signed copy of the session in the cookie still says otherwise.
  const { headers } = await context
    .get(authContext)
    .api.renewSession({ headers: request.headers, returnHeaders: true });
  return redirectWithMessage(request, href("/admin"), "admin-claimed", headers);
}

export default function Claim({ actionData: state }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="Become the first admin"
        failed={Boolean(state)}
        intro="Nobody looks after this deployment yet. Whoever deployed it knows the token."
      />
      <SettingsSection title="Setup token">
        <ErrorSummary state={state} labels={{ setupToken: "Setup token" }} />
        <Form method="post" noValidate>
          <FieldGroup>
            <FormField
              name="setupToken"
              label="Setup token"
              type="password"
              autoComplete="off"
              required
              state={state}
              hint="ADMIN_SETUP_TOKEN in the configuration. It works once."
            />
            <SubmitButton>Become the first admin</SubmitButton>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
