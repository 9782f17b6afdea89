import { href, redirect } from "react-router";
import { makeDeletionToken } from "~/auth/links.server";
import { isPlaceholder } from "~/auth/placeholder-email";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { requireFreshProof } from "~/middleware/require-fresh-proof.server";
import type { Route } from "./+types/data";

export const middleware: Route.MiddlewareFunction[] = [requireFreshProof];

export function loader({ context }: Route.LoaderArgs) {
  const { email } = context.get(sessionContext).user;
  return { email: isPlaceholder(email) ? undefined : email };
}

/** Deletes nothing: the last step is behind a link in a mail, or on the next page where there is no address. */
export async function action({ request, context }: Route.ActionArgs) {
  const auth = context.get(authContext);
  const { user } = context.get(sessionContext);
  if (isPlaceholder(user.email)) {
    const token = await makeDeletionToken(auth, user.id);
    return redirect(`${href("/account/data/delete")}?${new URLSearchParams({ token })}`, 303);
  }
  await auth.api.deleteUser({ body: {}, headers: request.headers });
  return redirectWithMessage(request, href("/account/data"), "deletion-sent");
}

export default function Data({ loaderData: { email } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading title="Your data" />
      <SettingsSection
        title="Take it with you"
        intro="Everything that is held about you, as one JSON file. No password, key or token is in it."
      >
        <form method="get" action={href("/account/data/download")}>
          <Button type="submit" variant="outline">
            Download my data
          </Button>
        </form>
      </SettingsSection>
      <SettingsSection
        title="Delete your account"
        intro={
          email
            ? `We send a link to ${email}; behind it is the last step. What is deleted cannot be brought back.`
            : "We ask once more before anything is deleted. What is deleted cannot be brought back."
        }
      >
        <form method="post">
          <Button type="submit" variant="destructive">
            Delete my account
          </Button>
        </form>
      </SettingsSection>
    </>
  );
}
