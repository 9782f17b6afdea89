import { Form, href, Link } from "react-router";
import { avatarOf } from "~/avatars/store.server";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { databaseContext, documentContext, envContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import type { Database } from "~/db/db.server";
import {
  countedMembers,
  findOrganizations,
  type ListedOrganization,
  newestOrganizations,
} from "~/db/listed-organizations.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/index";
import { OrganizationTable } from "./components/organization-table";

const longestSearch = 100;

export async function loader({ url, context }: Route.LoaderArgs) {
  const search = (url.searchParams.get("q") ?? "").trim().slice(0, longestSearch);
  const { rows, next } = await listed(context.get(databaseContext), search, url.searchParams);
  const moment = momentsIn(context.get(documentContext));
  const env = context.get(envContext);
  return {
    search,
    isFirstPage: !url.searchParams.has("before") && !url.searchParams.has("after"),
    next: next && `?${new URLSearchParams(next)}`,
    organizations: rows.map(({ logo, createdAt, members, ...row }) => ({
      ...row,
      logo: avatarOf(env, logo),
      created: moment(createdAt),
      members: members > countedMembers ? `${countedMembers}+` : String(members),
    })),
  };
}

/** A page of all of them or of those that are found, and what the address of the next one says. */
async function listed(
  db: Database,
  search: string,
  asked: URLSearchParams,
): Promise<{ rows: ListedOrganization[]; next?: Record<string, string> }> {
  if (!search) {
    const { rows, older } = await newestOrganizations(db, cursorOf(asked.get("before")));
    return { rows, next: older ? { before: older } : undefined };
  }
  const [name, id] = [asked.get("after"), asked.get("id")];
  const { rows, next } = await findOrganizations(db, search, name !== null && id ? { name, id } : undefined);
  return { rows, next: next && { q: search, after: next.name, id: next.id } };
}

export default function Organizations({ loaderData }: Route.ComponentProps) {
  const { search, isFirstPage, next, organizations } = loaderData;
  const all = href("/admin/organizations");
  return (
    <>
      <PageHeading title="Organizations" intro="All that people have made here, whoever is in them." />
      <SettingsSection title={search ? "Organizations found" : isFirstPage ? "Newest first" : "Older ones"}>
        <Form
          method="get"
          role="search"
          action={all}
          key={search}
          className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <FormField
            name="q"
            type="search"
            label="Name or short name"
            hint="How it begins, or the whole id."
            defaultValue={search}
            maxLength={longestSearch}
            autoComplete="off"
          />
          <Button type="submit" variant="outline">
            Search
          </Button>
        </Form>
        {organizations.length === 0 ? (
          <p>
            {search ? "No organization begins like this." : "There are none."}{" "}
            {(search || !isFirstPage) && (
              <Link to={all} className="link">
                See all organizations
              </Link>
            )}
          </p>
        ) : (
          <OrganizationTable organizations={organizations} />
        )}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {!isFirstPage && (
            <Button asChild variant="outline">
              <Link to={search ? `${all}?${new URLSearchParams({ q: search })}` : all}>First page</Link>
            </Button>
          )}
          {next && (
            <Button asChild variant="outline">
              <Link to={all + next}>More organizations</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
    </>
  );
}
