import { expect, test, vi } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { read } from "../support/page";
import { join, signIn } from "../support/people";
import { change, row, rows } from "../support/records";
import { newVisitor } from "../support/visitor";

const day = (ago: number) => new Date(Date.now() - ago * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

test("counts kept by triggers are those of the rows, through sign-ups, sign-ins, failures and deletions", async () => {
  const ada = await join();
  await signIn(newVisitor(), ada);
  await signIn(newVisitor(), { ...ada, password: "not the right one" });
  const eve = await join();
  await change("delete from user where email = ?", eve.email);
  await vi.waitFor(async () => {
    const events = await rows(
      `select date(at / 1000, 'unixepoch') as day,
         event || case when event like 'signed-in%' then ':' || detail else '' end as metric, count(*) as count
       from audit_event group by 1, 2 order by 1, 2`,
    );
    const kept = await rows("select * from daily_count where metric <> 'active-user' order by day, metric");
    expect(kept).toEqual(events);
    expect(kept.length).toBeGreaterThan(3);
  });
  const people = await row("select count(*) as count from user");
  expect(await row("select count from tally where name = 'user'")).toEqual(people);
  const active = await row("select count from daily_count where metric = 'active-user' and day = ?", day(0));
  expect(active).toEqual({ count: 2 });
});

test("somebody is counted as active once a day", async () => {
  await change("insert into user (id, name, email) values ('seen', 'Seen', 'seen@example.com')");
  const at = (ago: number) => Date.now() - ago * 24 * 60 * 60 * 1000;
  await change("insert into last_seen (user_id, at) values ('seen', ?)", at(400));
  for (const ago of [400, 399, 399, 398])
    await change("update last_seen set at = ? where user_id = 'seen'", at(ago));
  const counted = await rows(
    "select count from daily_count where metric = 'active-user' and day < ? order by day",
    day(300),
  );
  expect(counted).toEqual([{ count: 1 }, { count: 1 }, { count: 1 }]);
});

test("the overview shows a week, a month or three, and each figure leads to what it counts", async () => {
  const admin = await joinAsAdmin();
  await signIn(newVisitor(), admin);
  const counts = { 3: 7, 20: 11, 60: 13 };
  for (const [ago, count] of Object.entries(counts))
    await change(
      "insert into daily_count values (?, 'signed-in-through:google', ?)",
      day(Number(ago)),
      count,
    );
  const figures = async (days: number) => {
    const { html } = await read(await admin.visitor.visit(`/admin?days=${days}`));
    const [, link = "", count] =
      /<a[^>]*href="([^"]*signed-in-through[^"]*)"[^>]*>(\d+)<\/a>/.exec(html) ?? [];
    return { count, link: link.replaceAll("&amp;", "&"), bars: html.split("</title></rect>").length - 1 };
  };
  expect(await figures(7)).toMatchObject({ count: "7", bars: 4 * 7 });
  expect(await figures(30)).toMatchObject({ count: "18", bars: 4 * 30 });
  expect(await figures(90)).toMatchObject({ count: "31", bars: 4 * 90 });
  expect(await figures(31)).toMatchObject({ count: "18" });
  const { link } = await figures(7);
  expect(link).toBe(
    `/admin/audit-log?${new URLSearchParams({ from: day(6), to: day(0), event: "signed-in-through", detail: "google" })}`,
  );
  expect((await read(await admin.visitor.visit(link))).text).toContain("Nothing here matches");
  const { text } = await read(await admin.visitor.visit("/admin/audit-log?event=sign-in&detail=password"));
  expect(text).toContain("Signed in with their password");
});
