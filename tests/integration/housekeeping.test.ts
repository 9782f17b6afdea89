import { expect, test, vi } from "vitest";
import { comeBack, joinAsAdmin } from "../support/admins";
import { days, later } from "../support/clock";
import { read } from "../support/page";
import { join, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";
import { housekeepingToken, keepHouse } from "../support/webhooks";

const settings = { HOUSEKEEPING_TOKEN: housekeepingToken };

async function lastRow(): Promise<number> {
  return (await row<{ seq: number }>("select max(seq) as seq from audit_event"))?.seq ?? 0;
}

test("whoever has not the token is refused, and without one in the configuration there is no such address", async () => {
  const knock = async (method: string, authorization?: string, given: object = settings) => {
    const visitor = newVisitor({ settings: { ...given } });
    const headers = { Authorization: authorization };
    const response = await visitor.send("/api/housekeeping", { method, headers });
    return [response.status, await response.text()];
  };
  const right = `Bearer ${housekeepingToken}`;
  expect(await knock("POST", right, {})).toEqual([404, "Not Found\n"]);
  expect(await knock("GET", right, {})).toEqual([404, "Not Found\n"]);
  for (const wrong of [undefined, "Bearer ", `Bearer ${housekeepingToken}x`, `Basic ${housekeepingToken}`])
    expect(await knock("POST", wrong)).toEqual([401, "Unauthorized\n"]);
  for (const method of ["GET", "PUT", "DELETE"]) expect((await knock(method, right))[0]).toBe(405);
  expect((await knock("POST", right))[0]).toBe(200);
});

test("what is over is removed, and what is not stays", async () => {
  await keepHouse();
  const { email } = await join();
  const user = await userIdOf(email);
  const now = Date.now();
  const day = days * 1000;
  const ago = (count: number) => now - count * day;
  await change("delete from outbox_message");
  await change("delete from known_device");
  for (const [name, over, stays] of [
    ["session", ago(0) - 1000, now + day],
    ["verification", ago(2), ago(0.5)],
    ["attempt", ago(0) - 1000, now + day],
    ["sign_up_invitation", ago(31), ago(29)],
    ["outbox_message", ago(31), ago(29)],
    ["known_device", ago(401), ago(399)],
    ["webhook_message", ago(31), ago(29)],
  ] as const)
    for (const [id, at] of [
      [`over-${name}`, over],
      [`stays-${name}`, stays],
    ] as const)
      await change(...added(name, id, at, user));
  await change("insert into daily_count values ('2000-01-01', 'over', 1), ('2999-01-01', 'stays', 1)");
  const { removed, more } = await keepHouse();
  expect(more).toBe(false);
  expect(removed).toMatchObject({
    sessions: 1,
    verifications: 1,
    attempts: 1,
    invitations: 1,
    outboxMessages: 1,
    knownDevices: 1,
    webhookMessages: 1,
    dailyCounts: 1,
    auditRows: 0,
  });
  expect(await row("select device_hash as hash from known_device")).toEqual({ hash: "stays-known_device" });
  expect(await row("select id from webhook_message")).toEqual({ id: "stays-webhook_message" });
  expect(await row("select id from session where id like '%-session'")).toEqual({ id: "stays-session" });
  expect((await keepHouse()).removed).toMatchObject({ sessions: 0, webhookMessages: 0 });
});

/** A row of a table that is `at` years old or over then, whatever that is for it. */
function added(table: string, id: string, at: number, user: string): [string, ...unknown[]] {
  switch (table) {
    case "session":
      return [
        "insert into session (id, token, user_id, expires_at, updated_at) values (?, ?, ?, ?, 0)",
        id,
        id,
        user,
        at,
      ];
    case "verification":
      return [
        "insert into verification (id, identifier, value, expires_at) values (?, ?, '', ?)",
        id,
        id,
        at,
      ];
    case "attempt":
      return ["insert into attempt (key, count, expires_at) values (?, 1, ?)", id, at];
    case "sign_up_invitation":
      return [
        "insert into sign_up_invitation (address, token_hash, proves_address, created_at, expires_at) values (?, ?, 1, 0, ?)",
        id,
        id,
        at,
      ];
    case "outbox_message":
      return [`insert into outbox_message values (?, ?, 'email', 'x', '', '', '')`, id, at];
    case "known_device":
      return [
        "insert into known_device (user_id, device_hash, first_seen_at, last_seen_at) values (?, ?, 0, ?)",
        user,
        id,
        at,
      ];
    default:
      return ["insert into webhook_message values (?, ?, 'webhook.test', '{}')", id, at];
  }
}

test("more than fits into one round is said to wait", async () => {
  await change(
    `insert into attempt (key, count, expires_at)
     with recursive counted(i) as (select 1 union all select i + 1 from counted where i < 501)
     select 'crowd-' || i, 1, 0 from counted`,
  );
  const first = await keepHouse();
  expect([first.removed.attempts, first.more]).toEqual([500, true]);
  const second = await keepHouse();
  expect([second.removed.attempts, second.more]).toEqual([1, false]);
});

test("the same is done on the heels of other requests, by one of all isolates", async () => {
  const { email } = await join();
  await change(...added("session", "over-session", 0, await userIdOf(email)));
  await vi.waitFor(
    async () => {
      // Whatever an earlier test has left in the background may take the turn, too.
      await change("delete from chore");
      await newVisitor({ settings: { APP_NAME: crypto.randomUUID() } }).visit("/");
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await row("select id from session where id = 'over-session'")).toBeNull();
    },
    { timeout: 30_000 },
  );
  const due = (await row<{ at: number }>("select due_at as at from chore"))?.at ?? 0;
  expect(due).toBeGreaterThan(Date.now() + 50 * 60 * 1000);
});

test("the audit log loses what is past its retention, and is whole afterwards", async () => {
  const admin = await joinAsAdmin();
  await vi.waitFor(async () => expect(await lastRow()).toBeGreaterThan(1));
  await keepHouse();
  const before = await lastRow();
  expect((await keepHouse({ AUDIT_RETENTION_DAYS: "30" })).removed.auditRows).toBe(0);
  later(31 * days);
  const { visitor } = await comeBack(admin);
  await vi.waitFor(async () => expect(await lastRow()).toBeGreaterThan(before));
  await keepHouse({ AUDIT_RETENTION_DAYS: "30" });
  await keepHouse({ AUDIT_RETENTION_DAYS: "30" });
  const left = await rows<{ seq: number; at: number }>("select seq, at from audit_event order by seq");
  expect(left.length).toBeGreaterThan(0);
  expect(left.every(({ seq }) => seq > before)).toBe(true);
  expect(left.every(({ at }) => at > Date.now() - 30 * days * 1000)).toBe(true);
  const { text } = await read(await visitor.submit("/admin/audit-log", {}));
  expect(text).toContain("The audit log is whole");
});

test("a row of the audit log that is still to be kept cannot be removed, nor one that waits for its hash", async () => {
  const admin = await joinAsAdmin();
  await keepHouse();
  const seqs = (
    await rows<{ seq: number }>("select seq from audit_event where hash is not null order by seq")
  ).map(({ seq }) => seq);
  const last = seqs.at(-1) ?? 0;
  await expect(change("delete from audit_event where seq = ?", last)).rejects.toThrow("APPEND_ONLY");
  // A young one whose number is lower than that of an old one keeps both.
  later(100 * days);
  const insert =
    "insert into audit_event (at, event, outcome, subject_type, detail, ip_address, device, place, request_id) values (?, 'x', 'success', 'deployment', '', '', '', '', '')";
  await change(insert, Date.now());
  await change(insert, 0);
  await keepHouse({ AUDIT_RETENTION_DAYS: "30" });
  await keepHouse({ AUDIT_RETENTION_DAYS: "30" });
  const left = await rows<{ at: number }>("select at from audit_event where event = 'x' order by seq");
  expect(left).toHaveLength(2);
  const { visitor } = await comeBack(admin);
  const { text } = await read(await visitor.submit("/admin/audit-log", {}));
  expect(text).toContain("The audit log is whole");
});

test("a device that is still used is known for longer than it has been known", async () => {
  const { visitor, ...person } = await join();
  await signIn(visitor, person);
  const seen = () =>
    row<{ at: number }>(
      "select last_seen_at as at from known_device where user_id = (select id from user where email = ?)",
      person.email,
    );
  await vi.waitFor(async () => expect(await seen()).not.toBeNull());
  const before = (await seen())?.at ?? 0;
  later(300 * days);
  await signIn(visitor, person);
  await vi.waitFor(async () => expect((await seen())?.at).toBeGreaterThan(before));
  later(200 * days);
  await keepHouse();
  expect(await seen()).not.toBeNull();
});
