import { href, Link } from "react-router";
import { BarChart, FigureTable } from "~/components/bar-chart";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext } from "~/context";
import { readCounts } from "~/db/counts.server";
import type { Route } from "./+types/index";
import { lastDays, overviewOf, rangeOf, ranges } from "./overview.server";

export async function loader({ url, context }: Route.LoaderArgs) {
  const range = rangeOf(url);
  const days = lastDays(range);
  const counts = await readCounts(context.get(databaseContext), days[0] ?? "");
  return {
    ranges: ranges.map((days) => ({ days, isChosen: days === range })),
    ...overviewOf(counts, days, context.get(documentContext).locale),
  };
}

export default function Overview({ loaderData }: Route.ComponentProps) {
  const { ranges, users, organizations, newUsers, activeUsers, signIns, failures, ways, links } = loaderData;
  return (
    <>
      <PageHeading title="Console" intro="Everybody who signs in here, and what they did. Days are UTC." />
      <nav aria-label="How far back" className="flex flex-wrap gap-2">
        {ranges.map(({ days, isChosen }) => (
          <Link
            key={days}
            to={`${href("/admin")}?days=${days}`}
            aria-current={isChosen ? "true" : undefined}
            className="inline-flex min-h-11 items-center rounded-md border px-4 text-sm aria-[current=true]:bg-secondary aria-[current=true]:font-semibold"
          >
            {days} days
          </Link>
        ))}
      </nav>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Figure label="People" value={users} to={links.users} />
        <Figure label="Organizations" value={organizations} to={links.organizations} />
        <Figure label="New people" value={newUsers.inAll} to={links.newUsers} />
        <Figure label="Sign-ins" value={signIns.inAll} to={links.signIns} />
        <Figure label="Failed sign-ins" value={failures.inAll} to={links.failures} />
      </ul>
      <SettingsSection title="By day">
        <div className="grid gap-8 sm:grid-cols-2">
          <BarChart of="Day" {...newUsers} />
          <BarChart of="Day" {...activeUsers} />
          <BarChart of="Day" {...signIns} />
          <BarChart of="Day" {...failures} />
        </div>
      </SettingsSection>
      <SettingsSection title="Sign-ins by way" intro="What people prove themselves by.">
        {ways.length === 0 ? (
          <p className="text-sm">Nobody has signed in.</p>
        ) : (
          <FigureTable of="Way" bars={ways} />
        )}
      </SettingsSection>
    </>
  );
}

/** One number, and the way to what it counts. */
function Figure({ label, value, to }: { label: string; value: string; to: string }) {
  return (
    <li>
      <Link to={to} className="flex flex-col rounded-lg border bg-card p-4 hover:bg-accent">
        <span className="text-sm text-muted-foreground">{label}</span>
        <span className="text-2xl font-semibold tabular-nums">{value}</span>
      </Link>
    </li>
  );
}
