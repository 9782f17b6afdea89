import { href, Link } from "react-router";
import { type ActivityCursor, listActivity } from "~/auth/activity.server";
import { activityWords } from "~/auth/activity-words";
import { listProviders } from "~/auth/providers.server";
import { Moment } from "~/components/moment";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/activity";

export async function loader({ url, context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const before = cursorOf(url.searchParams.get("before"));
  const { rows, older } = await listActivity(context.get(databaseContext), user.id, before);
  const moment = momentsIn(context.get(documentContext));
  const providers = new Map(listProviders(context.get(envContext)).map(({ id, name }) => [id, name]));
  return {
    isFirstPage: before === undefined,
    older: older && `${href("/account/activity")}?before=${older.at}.${older.id}`,
    rows: rows.map(({ id, at, event, detail, device, place, ipAddress }) => ({
      id,
      what: activityWords(event, fromProvider.has(event) ? (providers.get(detail) ?? detail) : detail),
      device,
      place: [place, ipAddress].filter(Boolean).join(" · "),
      at: moment(at),
    })),
  };
}

/** Events whose detail is a provider's id. */
const fromProvider = new Set(["signed-in-through", "connected", "disconnected"]);

export default function Activity({ loaderData: { rows, older, isFirstPage } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="Activity"
        intro="What happened to your account in the last year. If something here was not you, set a new password and sign out your other devices."
      />
      <SettingsSection title={isFirstPage ? "Newest first" : "Older activity"}>
        {rows.length === 0 ? (
          <p>Nothing more to show. Sign-ins and changes to your account appear here.</p>
        ) : (
          <ActivityTable rows={rows} />
        )}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {!isFirstPage && (
            <Button asChild variant="outline">
              <Link to={href("/account/activity")}>Newest</Link>
            </Button>
          )}
          {older && (
            <Button asChild variant="outline">
              <Link to={older}>Older</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
    </>
  );
}

const cell = "block sm:table-cell sm:py-3 sm:pr-4 sm:align-top";

/** A table where there is room, else a card for each row. */
function ActivityTable({ rows }: { rows: Route.ComponentProps["loaderData"]["rows"] }) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          {["What", "Device", "Where", "When"].map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">
        {rows.map(({ id, what, device, place, at }) => (
          <tr key={id} className="block py-3 sm:table-row">
            <td className={`${cell} font-medium wrap-anywhere`}>{what}</td>
            <td className={cell}>{device}</td>
            <td className={`${cell} text-muted-foreground wrap-anywhere`}>{place}</td>
            <td className={`${cell} text-muted-foreground`}>
              <Moment {...at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where a page begins: the time and id of the last row of the one before. Anything else is the first page. */
function cursorOf(text: string | null): ActivityCursor | undefined {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text ?? "") ?? [];
  return at && id ? { at: Number(at), id } : undefined;
}
