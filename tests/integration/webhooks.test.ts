import { Webhook } from "standardwebhooks";
import { afterEach, expect, test, vi } from "vitest";
import { webhookEvents } from "~/webhooks/events";
import { comeBack, joinAsAdmin } from "../support/admins";
import { days, later, minutes } from "../support/clock";
import { allMailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";
import { addEndpoint, keepHouse, newReceiver, secretOn } from "../support/webhooks";

const hours = 60 * minutes;

afterEach(() => change("delete from webhook_endpoint"));

/** Deliveries to one endpoint, as they stand. */
function deliveriesTo(id: string) {
  return rows<{ id: string; state: string; tries: number; due: number | null }>(
    "select id, state, tries, due_at as due from webhook_delivery where endpoint_id = ? order by at",
    id,
  );
}

async function endpointOf(id: string) {
  return row<{ because: string | null; failing: number | null; secret: string }>(
    "select disabled_because as because, failing_since as failing, secret from webhook_endpoint where id = ?",
    id,
  );
}

test("a registered endpoint is posted an event by itself, signed as Standard Webhooks says", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  const { id, secret } = await addEndpoint(admin, { url: receiver.url, events: ["user.created"] });
  expect(secret).toMatch(/^whsec_/);
  expect((await endpointOf(id))?.secret).not.toContain(secret.slice(6));
  const person = await join();
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(1), { timeout: 10_000 });
  const [{ headers, body } = { headers: {}, body: "" }] = await receiver.received();
  expect(headers["content-type"]).toBe("application/json");
  const event = new Webhook(secret).verify(body, headers) as {
    type: string;
    timestamp: string;
    data: object;
  };
  expect(Object.keys(event)).toEqual(["type", "timestamp", "data"]);
  expect(event).toMatchObject({
    type: "user.created",
    data: { id: await userIdOf(person.email), email: person.email, name: person.name, emailVerified: false },
  });
  expect(Math.abs(Date.parse(event.timestamp) - Date.now())).toBeLessThan(60_000);
  expect(() => new Webhook(secret).verify(body.replace("Ada", "Eve"), headers)).toThrow();
  expect(await deliveriesTo(id)).toMatchObject([{ state: "delivered", tries: 1, due: null }]);
});

test("nothing is stored that no endpoint asks for, and what is asked for is stored before it is sent", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  const { id } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  const count = () => row("select count(*) as n from webhook_message where type = 'user.updated'");
  const before = await count();
  const { email } = await join();
  expect(await count()).toEqual(before);
  await change("delete from user where email = ?", email);
  expect((await deliveriesTo(id)).map(({ state, due }) => [state, due])).toEqual([["pending", 0]]);
  await keepHouse();
  expect(await receiver.events()).toMatchObject([{ type: "user.deleted" }]);
});

test("an endpoint that fails is asked again after 5 s, 5 min and so on, and with the tenth try it is over", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  await receiver.answersWith({ status: 500, body: "x".repeat(5000) });
  const { id, page } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  await change("delete from user where email = ?", (await join()).email);
  const waits = [5, 5 * minutes, 30 * minutes, 2 * hours, 5 * hours, 10 * hours, 14 * hours, 20 * hours];
  await keepHouse();
  for (const [index, wait] of [...waits, 24 * hours].entries()) {
    expect(await deliveriesTo(id)).toMatchObject([{ state: "pending", tries: index + 1 }]);
    later(wait - 1);
    await keepHouse();
    expect(await receiver.received(), "not before its time").toHaveLength(index + 1);
    later(1);
    await keepHouse();
    expect(await receiver.received()).toHaveLength(index + 2);
  }
  expect(await deliveriesTo(id)).toMatchObject([{ state: "failed", tries: 10, due: null }]);
  const ids = (await receiver.received()).map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(1);
  const kept = await rows<{ size: number; status: number }>(
    "select length(body) as size, status from webhook_attempt",
  );
  expect(kept.filter(({ status }) => status === 500).every(({ size }) => size === 1024)).toBe(true);

  const { visitor } = await comeBack(admin);
  await receiver.answersWith({ status: 204 });
  const [delivery] = await deliveriesTo(id);
  const where = `${page}/deliveries/${delivery?.id}`;
  expect((await read(await visitor.visit(where))).text).toContain("Answered 500");
  expect(sent(await visitor.submit(where, {}))).toBe(`303 ${where}`);
  const again = await read(await visitor.visit(where));
  expect(again.message).toContain("The event has arrived.");
  expect(again.text).toContain("sent by hand");
  expect(await deliveriesTo(id)).toMatchObject([{ state: "delivered" }]);
});

test("an event that fails by hand waits for its next try as before", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  await receiver.answersWith({ status: 503 });
  const { id, page } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  await change("delete from user where email = ?", (await join()).email);
  await keepHouse();
  const [before] = await deliveriesTo(id);
  const where = `${page}/deliveries/${before?.id}`;
  await admin.visitor.submit(where, {});
  expect((await read(await admin.visitor.visit(where))).message).toContain("What came of it is below.");
  expect(await deliveriesTo(id)).toEqual([before]);
});

test("two isolates that look at the same moment send an event once", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  const { id } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  for (let index = 0; index < 3; index++)
    await change("delete from user where email = ?", (await join()).email);
  // Other settings are other services, as another isolate has them.
  const settings = [{}, { APP_NAME: "One" }, { APP_NAME: "Two" }, { APP_NAME: "Three" }];
  await Promise.all(settings.map(keepHouse));
  await vi.waitFor(async () =>
    expect((await deliveriesTo(id)).map(({ state, tries }) => [state, tries])).toEqual(
      Array(3).fill(["delivered", 1]),
    ),
  );
  const ids = (await receiver.received()).map(({ headers }) => headers["webhook-id"]);
  expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
});

test("what an isolate took and did not finish is taken over by another one after a minute", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  const { id } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  await change("delete from user where email = ?", (await join()).email);
  await change(
    "update webhook_delivery set claimed_until = ? where endpoint_id = ?",
    Date.now() + 60_000,
    id,
  );
  await keepHouse();
  expect(await receiver.received()).toEqual([]);
  later(61);
  await keepHouse();
  expect(await receiver.received()).toHaveLength(1);
});

test("redirects are not followed, and an answer that does not come in ten seconds is none", async () => {
  const admin = await joinAsAdmin();
  const elsewhere = newReceiver();
  const moved = newReceiver();
  await moved.answersWith({ status: 302, headers: { Location: elsewhere.url } });
  const silent = newReceiver("hangs");
  for (const { url } of [moved, silent]) {
    const { page } = await addEndpoint(admin, { url, events: ["user.deleted"] });
    const to = (await admin.visitor.submit(page, { intent: "test" })).headers.get("Location") ?? "";
    const { text } = await read(await admin.visitor.visit(to));
    expect(text).toContain(url === moved.url ? "Answered 302" : "No answer within 10 seconds.");
  }
  expect(await elsewhere.received()).toEqual([]);
});

test("an endpoint that has failed for five days is disabled, and admins are told", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  await receiver.answersWith({ status: 500 });
  const { id, page } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  await change("delete from user where email = ?", (await join()).email);
  await keepHouse();
  expect((await endpointOf(id))?.failing).not.toBeNull();
  later(5 * days + 1);
  await change("delete from user where email = ?", (await join()).email);
  await keepHouse();
  expect((await endpointOf(id))?.because).toBe("failing");
  expect((await deliveriesTo(id)).map(({ state }) => state)).toEqual(["failed", "failed"]);
  await vi.waitFor(async () =>
    expect((await allMailTo(admin.email)).map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining("events are not sent to hooks.example.com any more"),
    ),
  );
  await change("delete from user where email = ?", (await join()).email);
  expect(await deliveriesTo(id)).toHaveLength(2);
  const { visitor } = await comeBack(admin);
  expect((await read(await visitor.visit(page))).text).toContain("Disabled: it failed for days");
  await visitor.submit(page, { intent: "enable" });
  expect(await endpointOf(id)).toMatchObject({ because: null, failing: null });
});

test("an endpoint that says that it is gone is asked no more", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  await receiver.answersWith({ status: 410 });
  const { id } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  await change("delete from user where email = ?", (await join()).email);
  await keepHouse();
  expect((await endpointOf(id))?.because).toBe("gone");
});

test("a rotated secret and the one before both sign for 24 hours, each is shown once, and the old one can be ended", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  const { page, secret, form } = await addEndpoint(admin, { url: receiver.url, events: ["user.deleted"] });
  expect(sent(await admin.visitor.submit("/admin/webhooks/new", form))).toBe(`303 ${page}`);
  const shown = await (await admin.visitor.visit(page)).text();
  expect(secretOn(shown)).toBe("");
  const since = /name="since" value="([^"]+)"/.exec(shown)?.[1] ?? "";
  const other = secretOn(await (await admin.visitor.submit(page, { intent: "rotate", since })).text());
  expect([other === "", other === secret]).toEqual([false, false]);
  expect(sent(await admin.visitor.submit(page, { intent: "rotate", since }))).toBe(`303 ${page}`);
  const goodFor = async ({ visitor } = admin) => {
    await visitor.submit(page, { intent: "test" });
    const { headers = {}, body = "" } = (await receiver.received()).at(-1) ?? {};
    return [secret, other].map((one) => {
      try {
        return Boolean(new Webhook(one).verify(body, headers));
      } catch {
        return false;
      }
    });
  };
  expect(await goodFor()).toEqual([true, true]);
  await admin.visitor.submit(page, { intent: "end-old-secret" });
  expect(await goodFor()).toEqual([false, true]);
  const again = await (await admin.visitor.visit(page)).text();
  const sinceThen = /name="since" value="([^"]+)"/.exec(again)?.[1] ?? "";
  await admin.visitor.submit(page, { intent: "rotate", since: sinceThen });
  later(24 * hours + 1);
  expect(await goodFor(await comeBack(admin))).toEqual([false, false]);
});

test.each([
  ["http://hooks.example.com/x", "begins with https://"],
  ["https://10.0.0.1/x", "public name"],
  ["https://[fd00::1]/x", "public name"],
  ["https://169.254.169.254/latest/meta-data", "public name"],
  ["https://167772161/", "public name"],
  ["https://router.local/x", "public name"],
  ["https://intranet/x", "public name"],
  ["https://name:word@hooks.example.com/", "Leave the name and password out"],
  ["ftp://hooks.example.com/", "begins with https://"],
  ["hooks.example.com", "Enter a whole address"],
])("%s is no address for events", async (url, problem) => {
  const admin = await joinAsAdmin();
  const form = { endpointId: crypto.randomUUID(), url, "event:user.created": "on" };
  const page = await read(await admin.visitor.submit("/admin/webhooks/new", form));
  expect(page.status).toBe(422);
  expect(page.mistake("url")).toContain(problem);
  expect(page.html).toContain(url);
});

test("a form without an event is given back with all that was entered", async () => {
  const admin = await joinAsAdmin();
  const form = { endpointId: crypto.randomUUID(), url: newReceiver().url, description: "Mails" };
  const page = await read(await admin.visitor.submit("/admin/webhooks/new", form));
  expect([page.status, page.mistake("events")]).toEqual([422, "Choose one event or more."]);
  expect(page.html).toContain('value="Mails"');
});

test("what admins do with endpoints is in the audit log, without the address, which may hold a secret", async () => {
  const admin = await joinAsAdmin();
  const { page, id, form } = await addEndpoint(admin, { url: newReceiver().url, events: ["user.deleted"] });
  await admin.visitor.submit(page, { intent: "save", ...form, description: "Other" });
  for (const intent of ["disable", "enable", "test", "delete"]) await admin.visitor.submit(page, { intent });
  const noted = () =>
    rows<{ event: string; detail: string; actor: string }>(
      "select event, detail, actor_name as actor from audit_event where detail like ? order by seq",
      `%${id}%`,
    );
  await vi.waitFor(async () => expect(await noted()).toHaveLength(6));
  expect((await noted()).map(({ event }) => event.replace("admin-webhook-", ""))).toEqual([
    "created",
    "changed",
    "disabled",
    "enabled",
    "tried",
    "deleted",
  ]);
  for (const { detail, actor } of await noted())
    expect([detail, actor]).toEqual([`hooks.example.com (${id})`, admin.email]);
  expect(sent(await admin.visitor.submit(page, { intent: "test" }))).toBe("303 /admin/webhooks");
  expect((await admin.visitor.visit(page)).status).toBe(404);
});

test("nobody else adds, changes or tries an endpoint", async () => {
  const admin = await joinAsAdmin();
  const receiver = newReceiver();
  const { page } = await addEndpoint(admin, { url: receiver.url, events: Object.keys(webhookEvents) });
  const count = () => row("select count(*) as n from webhook_endpoint");
  const before = await count();
  const other = await addEndpoint(await join(newPerson("Mallory")), {
    url: receiver.url,
    events: ["user.created"],
  });
  expect([other.secret, await count()]).toEqual(["", before]);
  const { visitor } = await join();
  for (const intent of ["test", "rotate", "disable", "delete"])
    expect((await visitor.submit(page, { intent })).status).toBe(404);
  expect((await newVisitor().submit(page, { intent: "delete" })).status).toBe(302);
  expect(await count()).toEqual(before);
});
