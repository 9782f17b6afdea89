import { href, redirect } from "react-router";
import { isAdmin } from "~/auth/admin-role";
import { makeDeletionToken } from "~/auth/links.server";
import { isPlaceholder } from "~/auth/placeholder-email";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, sessionContext } from "~/context";
import { isLastAdmin } from "~/db/admins.server";
import { organizationsOwnedAlone } from "~/db/ownership.server";
import { redirectWithMessage } from "~/forms/message.server";
import { requireFreshProof } from "~/middleware/require-fresh-proof.server";
import type { Route } from "./+types/data";
import { LastAdmin, OwnedAlone } from "./components/owned-alone";

export const middleware: Route.MiddlewareFunction[] = [requireFreshProof];

export async function loader({ context }: Route.LoaderArgs) {
  const { id, email, role } = context.get(sessionContext).user;
  const db = context.get(databaseContext);
  return {
    email: isPlaceholder(email) ? undefined : email,
    ownedAlone: await organizationsOwnedAlone(db, id),
    lastAdmin: isAdmin(role) && (await isLastAdmin(db, id)),
  };
}

/** Deletes nothing: the last step is behind a link in a mail, or on the next page where there is no address. */
export async function action({ request, context }: Route.ActionArgs) {
  const auth = context.get(authContext);
  const { user } = context.get(sessionContext);
  const here = href("/account/data");
  // The page says what to do first.
  const db = context.get(databaseContext);
  const ownedAlone = await organizationsOwnedAlone(db, user.id);
  const lastAdmin = isAdmin(user.role) && (await isLastAdmin(db, user.id));
  if (lastAdmin || ownedAlone.length > 0) return redirect(here, 303);
  if (isPlaceholder(user.email)) {
    const token = await makeDeletionToken(auth, user.id);
    return redirect(`${href("/account/data/delete")}?${new URLSearchParams({ token })}`, 303);
  }
  await auth.api.deleteUser({ body: {}, headers: request.headers });
  return redirectWithMessage(request, here, "deletion-sent");
}

export default function Data({ loaderData: { email, ownedAlone, lastAdmin } }: Route.ComponentProps) {
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
        {ownedAlone.length > 0 ? (
          <OwnedAlone organizations={ownedAlone} />
        ) : lastAdmin ? (
          <LastAdmin />
        ) : (
          <form method="post">
            <Button type="submit" variant="destructive">
              Delete my account
            </Button>
          </form>
        )}
      </SettingsSection>
    </>
  );
}
