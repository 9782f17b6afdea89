import { CircleCheck, TriangleAlert } from "lucide-react";
import { listProviders } from "~/auth/providers.server";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { databaseContext, envContext } from "~/context";
import { databaseState } from "~/db/migrations.server";
import { settingsReport } from "~/env/settings-report.server";
import { version } from "../../../package.json";
import type { Route } from "./+types/settings";
import { SettingsList } from "./components/settings-list";

export async function loader({ context }: Route.LoaderArgs) {
  const env = context.get(envContext);
  return {
    version,
    database: await databaseState(context.get(databaseContext)),
    groups: settingsReport(env, listProviders(env)),
  };
}

export default function Settings({ loaderData: { version, database, groups } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading
        title="Settings"
        intro="What this deployment is configured for, and what is switched off because something is not set. No secret is shown. Settings are changed in the configuration, and take effect with the next deployment."
      />
      <SettingsSection title="Health">
        <dl className="flex flex-col divide-y text-sm">
          <div className="flex flex-wrap items-start justify-between gap-2 pb-3">
            <dt className="font-medium">Database</dt>
            <dd className="flex flex-col items-start gap-1 sm:items-end">
              {database.problem ? (
                <>
                  <Badge variant="warning">
                    <TriangleAlert aria-hidden /> Needs you
                  </Badge>
                  <span className="wrap-anywhere">{database.problem}</span>
                </>
              ) : (
                <Badge variant="on">
                  <CircleCheck aria-hidden /> Answers, and has every migration
                </Badge>
              )}
            </dd>
          </div>
          <Fact label="Newest migration of the database" value={database.applied ?? "Not known"} />
          <Fact label="Newest migration of this version" value={database.newest} />
          <Fact label="Version" value={version} />
        </dl>
      </SettingsSection>
      {groups.map(({ title, settings }) => (
        <SettingsSection key={title} title={title}>
          <SettingsList settings={settings} />
        </SettingsSection>
      ))}
    </>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-3 last:pb-0">
      <dt className="font-medium">{label}</dt>
      <dd className="wrap-anywhere text-muted-foreground">{value}</dd>
    </div>
  );
}
