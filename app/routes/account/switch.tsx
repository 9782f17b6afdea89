import { data, href } from "react-router";
import { z } from "zod";
import { accountOf, goOnAs, mostAccounts, otherAccounts, signOutOf } from "~/auth/device-accounts.server";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, sessionContext } from "~/context";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/switch";
import { AccountRow } from "./components/account-row";

const account = z.string().min(1).max(100);
/** As the page showed it: who it was can no longer be looked up once the session is over. */
const name = z.string().trim().max(100).optional();
const accountForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("switch"), account, name }),
  z.object({ intent: z.literal("end"), account, name }),
]);

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const { accounts } = await otherAccounts(context.get(authContext), request, user.id);
  return {
    current: accountOf(user),
    others: accounts,
    add: withQuery(withReturnTo(href("/sign-in"), url), { add: "" }),
    most: mostAccounts,
    // Whoever signs in as a guest leaves the guest behind.
    canAdd: !user.isAnonymous,
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const auth = context.get(authContext);
  const { user } = context.get(sessionContext);
  const form = await parseForm(request, accountForm);
  if (form.error) return form.error;
  const here = withReturnTo(href("/account/switch"), url);
  if (form.values.intent === "switch") {
    const headers = await goOnAs(auth, request, form.values.account);
    if (!headers) return hasEnded(form.values.name);
    return redirectWithMessage(request, returnToOf(url), "account-switched", headers);
  }
  const { accounts } = await otherAccounts(auth, request, user.id);
  const headers = await signOutOf(auth, request, form.values.account);
  if (!headers) return hasEnded(form.values.name);
  if (accounts.length > 0 || form.values.account !== user.id)
    return redirectWithMessage(request, here, "account-signed-out", headers);
  // Nobody is left: as the button in the header does it.
  headers.set("Clear-Site-Data", '"cache", "storage"');
  return redirectWithMessage(request, href("/sign-in"), "signed-out", headers);
}

/** The list that comes with this answer no longer has it. */
function hasEnded(who = "That account") {
  const message = `${who} is no longer signed in on this device. Add the account again to go on with it.`;
  return data({ values: {}, errors: {}, message } satisfies FormState, { status: 410 });
}

export default function SwitchAccount({ loaderData, actionData: state }: Route.ComponentProps) {
  const { current, others, add, most, canAdd } = loaderData;
  return (
    <>
      <PageHeading
        title="Accounts on this device"
        failed={Boolean(state)}
        intro="Switch between your accounts without signing in again. Each keeps its own password, devices and activity."
      />
      <ErrorSummary state={state} labels={{}} />
      <SettingsSection title="Signed in here">
        <ul className="flex flex-col divide-y">
          <AccountRow account={current} isCurrent isOnly={others.length === 0} />
          {others.map((other) => (
            <AccountRow key={other.userId} account={other} />
          ))}
        </ul>
      </SettingsSection>
      <div className="flex flex-wrap items-center gap-3">
        {others.length + 1 >= most ? (
          <p className="text-sm text-muted-foreground">
            {most} accounts are signed in on this device, and there is room for no more. To add another one,
            sign out of one first.
          </p>
        ) : (
          canAdd && (
            <Button asChild variant="outline">
              <a href={add}>Add another account</a>
            </Button>
          )
        )}
        {others.length > 0 && (
          <form method="post" action={href("/sign-out")}>
            <Button type="submit" variant="destructive">
              Sign out of all
            </Button>
          </form>
        )}
      </div>
    </>
  );
}
