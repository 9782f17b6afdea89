import { env } from "cloudflare:test";
import { expect, test } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { seedPeople } from "../support/many-people";
import type { Visitor } from "../support/visitor";
import { statementsSeen } from "../support/worker";

/** Lists as an admin asks for them; people of the first two hundred are searched for, and of all. */
const lists = [
  "",
  "?sort=name",
  "?sort=email",
  "?sort=used",
  "?state=banned",
  "?state=banned&sort=name",
  "?state=guest",
  "?state=unconfirmed&sort=used",
  "?state=confirmed",
  "?twoFactor=on",
  "?twoFactor=off&sort=email",
  "?role=admin",
  "?role=user",
  "?way=google",
  "?way=credential&sort=name",
  "?way=passkey",
  "?from=2025-01-01&to=2025-01-01",
  "?from=2025-01-01&to=2025-01-01&sort=name",
  `?after=${encodeURIComponent(JSON.stringify([Date.UTC(2025, 0, 1) + 100 * 60_000, "seed000100"]))}`,
  `?sort=name&after=${encodeURIComponent('["seeded00100 family0001","seed000100"]')}`,
  "?q=seeded00042",
  "?q=family0001",
  "?q=seed000042@d0000.example",
  "?q=%40d0001.example",
  "?q=seeded_000042",
  "?q=%2B17770000042",
  "?q=seed000042",
  "?q=nobody",
  "?q=seeded",
  "?q=seeded&sort=used",
  "?q=family&state=banned",
  "?state=banned&way=google",
  "?state=guest&twoFactor=on&way=google",
  `?q=${"x".repeat(3000)}`,
];

test("lists of 20,000 people read as few rows as lists of 200, in three round trips at most", async () => {
  const admin = await joinAsAdmin();
  await seedPeople(1, 200);
  const few = await costs(admin.visitor);
  await seedPeople(201, 20_000);
  const many = await costs(admin.visitor);
  const table = lists.map((list, index) => ({ list: list.slice(0, 40), few: few[index], many: many[index] }));
  console.log(
    table
      .map(({ list, few, many }) => `${few?.rows} → ${many?.rows} rows, ${many?.trips} trips  ${list}`)
      .join("\n"),
  );
  for (const { list, few, many } of table) {
    expect(many?.trips, list).toBeLessThanOrEqual(3);
    expect(many?.rows, list).toBeLessThanOrEqual(1.5 * (few?.rows ?? 0) + rowsBeside);
  }
}, 240_000);

/** What is looked at and put in order at most, however many people there are: see `few` and `lookAt`. */
const rowsBeside = 5000;

test("no list of people reads all of them", async () => {
  const statements = [...statementsSeen].filter((sql) =>
    /from\s+(json_each|\(\s*select|last_seen|user)/.test(sql),
  );
  expect(statements.length).toBeGreaterThan(20);
  for (const sql of statements) {
    const nothing = [...sql.matchAll(/\?/g)].map(() => null);
    const plan = await env.DB.prepare(`explain query plan ${sql}`)
      .bind(...nothing)
      .all<{ detail: string }>();
    const scans = plan.results.filter(({ detail }) =>
      /^SCAN (user|account|passkey|last_seen) USING/.test(detail),
    );
    expect(scans, sql).toEqual([]);
  }
});

async function costs(visitor: Visitor) {
  const spent: { rows: number; trips: number }[] = [];
  for (const list of lists) {
    await visitor.visit("/api/auth/get-session?disableCookieCache=true");
    const { status, headers } = await visitor.visit(`/admin/users${list}`, { "x-count-rows": "yes" });
    expect(status, list).toBe(200);
    spent.push({ rows: Number(headers.get("x-d1-rows-read")), trips: Number(headers.get("x-d1-queries")) });
  }
  return spent;
}
