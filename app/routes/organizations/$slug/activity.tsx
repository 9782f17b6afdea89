import { href } from "react-router";
import { listOrganizationActivity } from "~/auth/organization-activity.server";
import { organizationActivityWords } from "~/auth/organization-activity-words";
import { CardCell, CardRow, CardTable } from "~/components/card-table";
import { Moment } from "~/components/moment";
import { PageLinks } from "~/components/page-links";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import { membershipIn } from "~/middleware/membership.server";
import { requirePermission } from "~/middleware/require-permission.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/activity";

export const middleware: Route.MiddlewareFunction[] = [requirePermission({ activity: ["read"] })];

export async function loader({ url, context }: Route.LoaderArgs) {
  const { organization } = membershipIn(context);
  const before = cursorOf(url.searchParams.get("before"));
  const { rows, older } = await listOrganizationActivity(
    context.get(databaseContext),
    organization.id,
    before,
  );
  const moment = momentsIn(context.get(documentContext));
  return {
    name: organization.name,
    first: href("/organizations/:slug/activity", { slug: organization.slug }),
    isFirstPage: before === undefined,
    older,
    rows: rows.map(({ id, who, event, detail, at }) => ({
      id,
      who,
      what: organizationActivityWords(event, detail),
      at: moment(at),
    })),
  };
}

export default function Activity({ loaderData }: Route.ComponentProps) {
  const { name, first, isFirstPage, older, rows } = loaderData;
  return (
    <>
      <PageHeading title="Activity" intro={`Who did what in ${name} in the last year.`} />
      <SettingsSection title={isFirstPage ? "Newest first" : "Older activity"}>
        {rows.length === 0 ? (
          <p>Nothing more to show. Changes of members, invitations, teams and roles appear here.</p>
        ) : (
          <ActivityTable rows={rows} />
        )}
        <PageLinks first={first} isFirstPage={isFirstPage} older={older} />
      </SettingsSection>
    </>
  );
}

function ActivityTable({ rows }: Pick<Route.ComponentProps["loaderData"], "rows">) {
  return (
    <CardTable titles={["What", "Who", "When"]}>
      {rows.map(({ id, what, who, at }) => (
        <CardRow key={id}>
          <CardCell className="font-medium">{what}</CardCell>
          <CardCell>{who}</CardCell>
          <CardCell className="text-muted-foreground sm:whitespace-nowrap">
            <Moment {...at} />
          </CardCell>
        </CardRow>
      ))}
    </CardTable>
  );
}
