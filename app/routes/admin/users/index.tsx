import { href, Link } from "react-router";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import type { Route } from "./+types/index";
import { chosenForm } from "./chosen-form.server";
import { ChosenActions } from "./components/chosen-actions";
import { UserFilterForm } from "./components/user-filter-form";
import { UserTable } from "./components/user-table";
import { userPage } from "./user-page.server";

export async function loader({ url, context }: Route.LoaderArgs) {
  return userPage(url, context);
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, chosenForm);
  if (form.error) return form.error;
  const { userIds } = form.values;
  url.searchParams.delete("select");
  const here = url.pathname + url.search;
  switch (form.values.intent) {
    case "ban": {
      const { banReason, banUntil } = form.values;
      const banExpiresIn = banUntil && Math.ceil((banUntil - Date.now()) / 1000);
      await api.banUsers({ body: { userIds, banReason, banExpiresIn }, headers: request.headers });
      return redirectWithMessage(request, here, "people-banned");
    }
    case "unban":
      await api.unbanUsers({ body: { userIds }, headers: request.headers });
      return redirectWithMessage(request, here, "people-unbanned");
    case "sign-out":
      await api.endSessionsOfUsers({ body: { userIds }, headers: request.headers });
      return redirectWithMessage(request, here, "people-signed-out");
  }
}

const labels = { userIds: "People", banReason: "Reason", banUntil: "Until" };

export default function Users({ loaderData, actionData: state }: Route.ComponentProps) {
  const { query, ways, users, links, lookedAt } = loaderData;
  const isTicked = (id: string) => (state ? `user.${id}` in state.values : loaderData.areSelected);
  return (
    <>
      <PageHeading title="People" failed={Boolean(state)} intro="Everybody who has an account here." />
      <ErrorSummary
        state={state}
        labels={labels}
        idOf={(name) => (name === "userIds" ? `user-${users.find(({ isSelf }) => !isSelf)?.id}` : name)}
      />
      <div className="flex flex-wrap gap-3">
        <Button asChild>
          <Link to={href("/admin/users/new")}>Create a user</Link>
        </Button>
        <Button asChild variant="outline">
          <a href={links.exportAll} download>
            Export all {links.isFiltered ? "that are found" : "people"} as CSV
          </a>
        </Button>
      </div>
      <SettingsSection title={links.isFiltered ? "People found" : "All people"}>
        <UserFilterForm query={query} ways={ways} />
        {query.sort === "used" && (
          <p className="text-sm text-muted-foreground">Whoever never signed in is not in this order.</p>
        )}
        {users.length === 0 && !links.next && (
          <p>
            Nobody here matches. Try a shorter beginning or fewer filters, or{" "}
            <Link to={href("/admin/users")} className="link">
              see everybody
            </Link>
            .
          </p>
        )}
        {users.length > 0 && (
          <form method="post" key={links.here} noValidate className="flex flex-col gap-4">
            {/* What the Enter key presses: nothing. */}
            <button type="submit" disabled hidden />
            <p className="text-sm">
              <Link to={links.select} preventScrollReset className="link">
                {loaderData.areSelected ? "Select none" : "Select all on this page"}
              </Link>
            </p>
            <UserTable users={users} isTicked={isTicked} />
            <ChosenActions state={state} />
          </form>
        )}
        {lookedAt && (
          <p role="note" className="text-sm">
            {lookedAt} people were looked at for this page. There may be more.
          </p>
        )}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {links.first && (
            <Button asChild variant="outline">
              <Link to={links.first}>First page</Link>
            </Button>
          )}
          {links.next && (
            <Button asChild variant="outline">
              <Link to={links.next}>{lookedAt ? "Look further" : "Next page"}</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
    </>
  );
}
