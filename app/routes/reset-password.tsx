import { data, href } from "react-router";
import { z } from "zod";
import { readResetLink } from "~/auth/links.server";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { newPassword } from "~/forms/rules";
import type { Route } from "./+types/reset-password";

const resetForm = z.object({ newPassword });

export async function loader({ url, context }: Route.LoaderArgs) {
  const link = await readResetLink(context.get(authContext), url.searchParams.get("token") ?? "");
  return link.state === "good" ? link : data(link, { status: 410 });
}

/** Ends every session and signs nobody in: a second factor is still asked at the next sign-in (ASVS 6.4.3). */
export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, resetForm);
  if (form.error) return form.error;
  const token = url.searchParams.get("token") ?? "";
  try {
    await context
      .get(authContext)
      .api.resetPassword({ body: { ...form.values, token }, headers: request.headers });
    return redirectWithMessage(request, href("/sign-in"), "password-reset");
  } catch (error) {
    return form.reject(error, {
      PASSWORD_TOO_SHORT: "newPassword",
      PASSWORD_TOO_LONG: "newPassword",
      PASSWORD_TOO_COMMON: "newPassword",
      PASSWORD_IS_ABOUT_YOU: "newPassword",
      PASSWORD_BREACHED: "newPassword",
      INVALID_TOKEN: "form",
    });
  }
}

const labels = { newPassword: "New password" };

export default function ResetPassword({ loaderData: link, actionData: state }: Route.ComponentProps) {
  if (link.state !== "good")
    return (
      <VisitorPage
        title={link.state === "expired" ? "This link has expired" : "This link no longer works"}
        intro="A link to set a password works once and for a limited time, and dies when a newer one is asked for."
      >
        <Button asChild size="full">
          <a href={href("/forgot-password")}>Ask for a new link</a>
        </Button>
      </VisitorPage>
    );
  return (
    <VisitorPage
      title="Set a new password"
      failed={Boolean(state)}
      intro={
        <>
          For <strong className="text-foreground">{link.email}</strong>. Every device that is signed in now is
          signed out.
        </>
      }
    >
      <ErrorSummary state={state} labels={labels} />
      <form method="post" noValidate>
        <FieldGroup>
          <input type="email" name="username" value={link.email} readOnly hidden autoComplete="username" />
          <FormField
            name="newPassword"
            type="password"
            label={labels.newPassword}
            hint={`${minPasswordLength} to ${maxPasswordLength} characters, any you like.`}
            state={state}
            autoComplete="new-password"
            required
          />
          <Button type="submit" size="full">
            Set new password
          </Button>
        </FieldGroup>
      </form>
    </VisitorPage>
  );
}
