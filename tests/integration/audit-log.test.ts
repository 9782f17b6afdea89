import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { makeOrganization } from "../support/organizations";
import { read } from "../support/page";
import { join, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

interface Noted {
  seq: number;
  event: string;
  outcome: string;
  actorName: string | null;
  subjectName: string | null;
  detail: string;
}

/** The rows about somebody, oldest first. */
function about(id: string) {
  return rows<Noted>(
    `select seq, event, outcome, actor_name as actorName, subject_name as subjectName, detail
     from audit_event where subject_id = ? order by seq`,
    id,
  );
}

const verify = async (admin: Awaited<ReturnType<typeof joinAsAdmin>>) =>
  (await read(await admin.visitor.submit("/admin/audit-log", {}))).text;

test("V16.3.1: signing in, failing to, and what follows are noted with actor, subject, address, device and request", async () => {
  const ada = await join();
  const id = await userIdOf(ada.email);
  await signIn(newVisitor(), ada);
  await signIn(newVisitor(), { ...ada, password: "not the right one" });
  await vi.waitFor(async () => expect((await about(id)).at(-1)?.event).toBe("sign-in-failed"));
  const events = await about(id);
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["account-created", "signed-in", "sign-in-failed"]),
  );
  expect(events.at(-1)).toMatchObject({ outcome: "failure", actorName: null, subjectName: ada.email });
  const where = await row(
    "select ip_address as ip, device, length(request_id) > 8 as traced from audit_event where subject_id = ? and event = 'signed-in'",
    id,
  );
  expect(where).toMatchObject({ device: "Firefox on Linux", traced: 1 });
  await signIn(newVisitor(), { email: "nobody@example.com", password: "not the right one" });
  await vi.waitFor(async () =>
    expect(
      (await row<Noted>("select event, subject_id as subjectName from audit_event order by seq desc limit 1"))
        ?.subjectName,
    ).toBeNull(),
  );
});

test("what happens in an organization is noted, and that it was deleted, by the name that it had", async () => {
  const { visitor, email } = await join();
  const slug = await makeOrganization(visitor);
  const noted = () =>
    rows<Noted>(
      "select event, actor_name as actorName from audit_event where subject_name = ? order by seq",
      slug,
    );
  await vi.waitFor(async () =>
    expect(await noted()).toEqual([{ event: "organization-created", actorName: email }]),
  );
  await visitor.submit(`/organizations/${slug}/settings`, { intent: "delete", confirmation: slug });
});

test("rows cannot be changed or removed, and their hashes are written once", async () => {
  const admin = await joinAsAdmin();
  await verify(admin);
  const last = await row<{ seq: number }>("select max(seq) as seq from audit_event where hash is not null");
  const seq = last?.seq ?? 0;
  await expect(change("update audit_event set detail = 'x' where seq = ?", seq)).rejects.toThrow(
    "APPEND_ONLY",
  );
  await expect(change("update audit_event set hash = 'x' where seq = ?", seq)).rejects.toThrow("APPEND_ONLY");
  await expect(change("delete from audit_event where seq = ?", seq)).rejects.toThrow("APPEND_ONLY");
  await expect(change("update audit_anchor set seq = ?, hash = 'x'", seq)).rejects.toThrow("APPEND_ONLY");
  await expect(change("delete from audit_anchor")).rejects.toThrow("APPEND_ONLY");
});

test("a log that is whole is said to be, and one flipped byte, one missing row and a cut end are found", async () => {
  const admin = await joinAsAdmin();
  expect(await verify(admin)).toContain("The audit log is whole");
  const seqs = (
    await rows<{ seq: number }>("select seq from audit_event where hash is not null order by seq")
  ).map(({ seq }) => seq);
  const victim = seqs.at(-3) ?? 0;
  const triggers = await rows<{ name: string; sql: string }>(
    "select name, sql from sqlite_master where type = 'trigger' and name like 'audit_event%'",
  );
  // As somebody with the database in hand would do it.
  for (const { name } of triggers) await change(`drop trigger ${name}`);
  const kept = await row<Record<string, unknown>>("select * from audit_event where seq = ?", victim);
  await change("update audit_event set ip_address = ip_address || '0' where seq = ?", victim);
  expect(await verify(admin)).toContain(`Row ${victim} is the first that does not fit`);
  await change("update audit_event set ip_address = ? where seq = ?", kept?.ip_address, victim);
  expect(await verify(admin)).toContain("The audit log is whole");
  await change("delete from audit_event where seq = ?", victim);
  expect(await verify(admin)).toContain(`Row ${seqs.at(-2)} is the first that does not fit`);
  const columns = Object.keys(kept ?? {});
  await change(
    `insert into audit_event (${columns}) values (${columns.map(() => "?")})`,
    ...Object.values(kept ?? {}),
  );
  expect(await verify(admin)).toContain("The audit log is whole");
  for (const { sql } of triggers) await env.DB.prepare(sql).run();
});

test("the page filters by event, outcome, actor, subject and day, in pages, and exports the same as JSON lines", async () => {
  const admin = await joinAsAdmin();
  const ada = await join();
  const id = await userIdOf(ada.email);
  await vi.waitFor(async () => expect((await about(id)).length).toBeGreaterThanOrEqual(2));
  const page = async (query: string) => (await admin.visitor.visit(`/admin/audit-log?${query}`)).text();
  expect(await page(`about=${id}&event=account-created`)).toContain(ada.email);
  expect(await page(`about=${id}&outcome=failure`)).toContain("Nothing here matches");
  const today = new Date().toISOString().slice(0, 10);
  expect(await page(`by=${id}&from=${today}&to=${today}`)).toContain(ada.email);
  expect(await page(`by=${id}&to=2020-01-01`)).toContain("Nothing here matches");
  expect(await page(`by=${id}&from=2999-01-01`)).toContain("Nothing here matches");
  const file = await admin.visitor.visit(`/admin/audit-log/export?about=${id}`);
  expect(file.headers.get("Content-Type")).toContain("application/jsonl");
  const lines = (await file.text()).trim().split("\n");
  const parsed = lines.map((line) => JSON.parse(line) as { event: string; subjectId: string; hash: string });
  expect(parsed.length).toBe((await about(id)).length);
  expect(parsed.every(({ subjectId, hash }) => subjectId === id && hash.length === 64)).toBe(true);
});

test("a long log is read in pages", async () => {
  const admin = await joinAsAdmin();
  await change(
    `insert into audit_event (at, event, outcome, subject_type, subject_id, detail, ip_address, device, place, request_id)
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)
     select ?, 'signed-out', 'success', 'user', 'long', cast(i as text), '', '', '', 'r' from n`,
    Date.now(),
  );
  let path = "/admin/audit-log?about=long";
  let count = 0;
  for (let pages = 0; pages < 3; pages += 1) {
    const { text, html } = await read(await admin.visitor.visit(path));
    count += text.split("Signed out").length - 1;
    path = /href="([^"]+before=\d+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "/none";
  }
  expect(count).toBe(120);
});
