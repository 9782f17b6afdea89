import { href } from "react-router";
import { auditWords } from "~/auth/audit-words";
import type { Bar } from "~/components/bar-chart";
import type { Counts, CountsByDay } from "~/db/counts.server";

const dayMs = 24 * 60 * 60 * 1000;

/** How far back the overview looks, in days. */
export const ranges = [7, 30, 90] as const;

/** The range in a URL; a month where there is none of them. */
export function rangeOf(url: URL): number {
  const asked = Number(url.searchParams.get("days"));
  return ranges.find((days) => days === asked) ?? 30;
}

/** The last days (UTC), today included, oldest first. */
export function lastDays(count: number, now = new Date()): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(now.getTime() - (count - 1 - index) * dayMs).toISOString().slice(0, 10),
  );
}

/** The overview's figures in words and bars, each with the way to what it counts. */
export function overviewOf(counts: Counts, days: string[], locale: string) {
  const number = new Intl.NumberFormat(locale);
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const [from = "", to = ""] = [days[0], days.at(-1)];
  const log = (query: Record<string, string>) =>
    `${href("/admin/audit-log")}?${new URLSearchParams({ from, to, ...query })}`;

  const chart = (title: string, byDay: CountsByDay, linkOf: (day: string) => string) => {
    const bars: Bar[] = days.map((day) => {
      const value = byDay.get(day) ?? 0;
      return { label: date.format(new Date(day)), value, text: number.format(value), to: linkOf(day) };
    });
    const most = bars.reduce((a, b) => (b.value > a.value ? b : a));
    const inAll = bars.reduce((sum, { value }) => sum + value, 0);
    const summary = inAll === 0 ? "None" : `Most on ${most.label}: ${most.text}`;
    return { title, summary, inAll: number.format(inAll), bars };
  };
  const byLastUse = `${href("/admin/users")}?sort=used`;
  const ofDay = (event: string) => (day: string) => log({ event, from: day, to: day });

  const ways: Bar[] = [...counts.signInsByWay]
    .sort(([, a], [, b]) => b - a)
    .map(([metric, value]) => {
      const [event = "", detail = ""] = metric.split(/:(.*)/s);
      return {
        label: auditWords(event, detail),
        value,
        text: number.format(value),
        to: log({ event, detail }),
      };
    });
  return {
    users: number.format(counts.users),
    organizations: number.format(counts.organizations),
    newUsers: chart("New people", counts.newUsers, ofDay("account-created")),
    activeUsers: chart("Active people", counts.activeUsers, () => byLastUse),
    signIns: chart("Sign-ins", counts.signIns, (day) => log({ event: "sign-in", from: day, to: day })),
    failures: chart("Failed sign-ins", counts.failures, ofDay("sign-in-failed")),
    ways,
    links: {
      users: href("/admin/users"),
      organizations: href("/admin/organizations"),
      newUsers: log({ event: "account-created" }),
      signIns: log({ event: "sign-in" }),
      failures: log({ event: "sign-in-failed" }),
    },
  };
}
