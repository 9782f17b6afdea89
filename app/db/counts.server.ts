import { and, gte, inArray, or, sql } from "drizzle-orm";
import type { Database } from "./db.server";
import { dailyCount, tally } from "./schema";

/** How often something happened, by day (UTC): only days on which it did. */
export type CountsByDay = Map<string, number>;

/** What happened since a day, and how much there is now. Kept by triggers, so that it costs the same for everybody. */
export interface Counts {
  users: number;
  organizations: number;
  newUsers: CountsByDay;
  activeUsers: CountsByDay;
  failures: CountsByDay;
  signIns: CountsByDay;
  /** In all days together, by `signed-in:password` or `signed-in-through:google`. */
  signInsByWay: Map<string, number>;
}

/** Reads the counts since `day` (`2026-01-31`), in one round trip. */
export async function readCounts(db: Database, day: string): Promise<Counts> {
  const wanted = or(
    inArray(dailyCount.metric, ["account-created", "active-user", "sign-in-failed"]),
    sql`${dailyCount.metric} like 'signed-in%:%'`,
  );
  const [tallies, rows] = await db.batch([
    db.select().from(tally),
    db
      .select()
      .from(dailyCount)
      .where(and(gte(dailyCount.day, day), wanted)),
  ]);
  const now = new Map(tallies.map(({ name, count }) => [name, count]));
  const signIns = rows.filter(({ metric }) => metric.startsWith("signed-in"));
  const of = (name: string) =>
    sumBy(
      rows.filter(({ metric }) => metric === name),
      "day",
    );
  return {
    users: now.get("user") ?? 0,
    organizations: now.get("organization") ?? 0,
    newUsers: of("account-created"),
    activeUsers: of("active-user"),
    failures: of("sign-in-failed"),
    signIns: sumBy(signIns, "day"),
    signInsByWay: sumBy(signIns, "metric"),
  };
}

function sumBy(rows: { day: string; metric: string; count: number }[], key: "day" | "metric") {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row[key], (sums.get(row[key]) ?? 0) + row.count);
  return sums;
}
