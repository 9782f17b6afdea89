import { href } from "react-router";
import { listActivity } from "~/auth/activity.server";
import { activityWords } from "~/auth/activity-words";
import { listProviders } from "~/auth/providers.server";
import { CardCell, CardRow, CardTable } from "~/components/card-table";
import { Moment } from "~/components/moment";
import { PageLinks } from "~/components/page-links";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
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
    older,
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
        <PageLinks first={href("/account/activity")} isFirstPage={isFirstPage} older={older} />
      </SettingsSection>
    </>
  );
}

function ActivityTable({ rows }: { rows: Route.ComponentProps["loaderData"]["rows"] }) {
  return (
    <CardTable titles={["What", "Device", "Where", "When"]}>
      {rows.map(({ id, what, device, place, at }) => (
        <CardRow key={id}>
          <CardCell className="font-medium">{what}</CardCell>
          <CardCell>{device}</CardCell>
          <CardCell className="text-muted-foreground">{place}</CardCell>
          <CardCell className="text-muted-foreground">
            <Moment {...at} />
          </CardCell>
        </CardRow>
      ))}
    </CardTable>
  );
}
