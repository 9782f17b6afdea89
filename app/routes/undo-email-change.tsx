import { isAPIError } from "better-auth/api";
import { data, href } from "react-router";
import { hidden } from "~/auth/challenge.server";
import { readUndo } from "~/auth/email-changes.server";
import { Button } from "~/components/ui/button";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, databaseContext, documentContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/undo-email-change";

/** Looking at the link changes nothing: mail scanners follow links. Only the button undoes (ASVS 7.6.2). */
export async function loader({ url, context }: Route.LoaderArgs) {
  const change = await readUndo(context.get(databaseContext), url.searchParams.get("token") ?? "");
  if (!change) return data({ state: "dead" as const }, { status: 410 });
  const { oldEmail, currentEmail, expiresAt } = change;
  const until = momentsIn(context.get(documentContext))(expiresAt).exact;
  return { state: "good" as const, oldEmail, currentEmail: hidden(currentEmail), until };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const token = url.searchParams.get("token") ?? "";
  try {
    const { headers, response } = await context
      .get(authContext)
      .api.undoEmailChange({ body: { token }, headers: request.headers, returnHeaders: true });
    const to = `${href("/reset-password")}?${new URLSearchParams({ token: response.resetToken })}`;
    return redirectWithMessage(request, to, "email-change-undone", headers);
  } catch (error) {
    if (isAPIError(error)) throw data("Gone", { status: 410 });
    throw error;
  }
}

export default function UndoEmailChange({ loaderData: link }: Route.ComponentProps) {
  if (link.state === "dead")
    return (
      <VisitorPage
        title="This link no longer works"
        intro="It works once, for seven days. If the address of your account was changed and that was not you, ask the people who run this service."
      >
        <Button asChild size="full">
          <a href={href("/sign-in")}>Sign in</a>
        </Button>
      </VisitorPage>
    );
  return (
    <VisitorPage
      title="Undo the change of your address?"
      intro={
        <>
          Your account gets <strong className="text-foreground">{link.oldEmail}</strong> back in place of{" "}
          {link.currentEmail}, and every device is signed out.
        </>
      }
    >
      <form method="post">
        <Button type="submit" size="full">
          Undo the change
        </Button>
      </form>
      <p className="text-sm text-muted-foreground">
        Next you set a new password. The change was yours? Close this page: nothing happens. The link works
        until {link.until}.
      </p>
    </VisitorPage>
  );
}
