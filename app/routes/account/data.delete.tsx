import { isAPIError } from "better-auth/api";
import { data, href, Link } from "react-router";
import { isAdmin } from "~/auth/admin-role";
import { endedAccountCookies } from "~/auth/device-accounts.server";
import { readDeletionLink } from "~/auth/links.server";
import { isPlaceholder } from "~/auth/placeholder-email";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, sessionContext } from "~/context";
import { isLastAdmin } from "~/db/admins.server";
import { organizationsOwnedAlone } from "~/db/ownership.server";
import { redirectWithMessage } from "~/forms/message.server";
import { throwIfTooMany } from "~/forms/parse-form.server";
import type { Route } from "./+types/data.delete";
import { LastAdmin, OwnedAlone } from "./components/owned-alone";

/** Looking at the link changes nothing: mail scanners follow links. Only the button deletes. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const state = await readDeletionLink(context.get(authContext), tokenOf(url), user.id);
  const owner = isPlaceholder(user.email) ? user.name : user.email;
  const db = context.get(databaseContext);
  const ownedAlone = await organizationsOwnedAlone(db, user.id);
  const lastAdmin = isAdmin(user.role) && (await isLastAdmin(db, user.id));
  return data({ state, owner, ownedAlone, lastAdmin }, { status: state === "good" ? 200 : 410 });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const auth = context.get(authContext);
  try {
    const { headers } = await auth.api.deleteUserCallback({
      query: { token: tokenOf(url) },
      headers: request.headers,
      returnHeaders: true,
    });
    // Other accounts that are signed in on this device stay.
    for (const cookie of await endedAccountCookies(auth, request)) headers.append("Set-Cookie", cookie);
    headers.set("Clear-Site-Data", '"cache", "storage"');
    return redirectWithMessage(request, href("/"), "account-deleted", headers);
  } catch (error) {
    throwIfTooMany(error);
    if (!isAPIError(error)) throw error;
    // The page that is drawn again says what is to be done first, or that the link no longer works.
    const isKept = ["ONLY_OWNER_OF_ORGANIZATIONS", "LAST_ADMIN"].includes(String(error.body?.code));
    return data(null, { status: isKept ? 400 : 410 });
  }
}

function tokenOf(url: URL): string {
  return url.searchParams.get("token") ?? "";
}

export default function DeleteAccount({
  loaderData: { state, owner, ownedAlone, lastAdmin },
}: Route.ComponentProps) {
  if (state !== "good")
    return (
      <>
        <PageHeading
          title={state === "expired" ? "This link has expired" : "This link no longer works"}
          intro={`A link to delete an account works once, for one hour, and only for the account that asked for it. You are signed in as ${owner}; nothing was deleted.`}
        />
        <div>
          <Button asChild variant="outline">
            <Link to={href("/account/data")}>Back to your data</Link>
          </Button>
        </div>
      </>
    );
  return (
    <>
      <PageHeading title="Delete your account" intro="This is the last step. It cannot be undone." />
      <SettingsSection
        title={`The account of ${owner}`}
        intro="Your profile, passkeys, connections, activity and every device that is signed in: all of it goes at once."
      >
        {ownedAlone.length > 0 ? (
          <OwnedAlone organizations={ownedAlone} />
        ) : lastAdmin ? (
          <LastAdmin />
        ) : (
          <form method="post" className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="destructive">
              Delete my account
            </Button>
            <Button asChild variant="ghost">
              <Link to={href("/account/data")}>Keep it</Link>
            </Button>
          </form>
        )}
      </SettingsSection>
    </>
  );
}
