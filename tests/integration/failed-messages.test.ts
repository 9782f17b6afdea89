import { expect, test, vi } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { later, minutes } from "../support/clock";
import { type Delivery, mailServiceUrl } from "../support/mail-service";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, row, rows } from "../support/records";
import { newVisitor } from "../support/visitor";
import { keepHouse } from "../support/webhooks";

const page = "/admin/messages";
const down = settingsOf("/refuses");
const up = settingsOf("/emails");

function settingsOf(path: string) {
  return { EMAIL_TRANSPORT: "resend", RESEND_API_KEY: "re_key", RESEND_URL: mailServiceUrl + path };
}

async function deliveriesTo(address: string): Promise<Delivery[]> {
  return (await fetch(`${mailServiceUrl}/deliveries?to=${encodeURIComponent(address)}`)).json();
}

async function failedTo(address: string) {
  return rows<{ id: string; sealed: string; subject: string; tries: number; due_at: number | null }>(
    'select * from failed_message where "to" = ?',
    address,
  );
}

/** Somebody whose mail with the link was not taken. */
async function signUpWhileDown() {
  const person = newPerson();
  await newVisitor({ settings: down }).submit("/sign-up", person);
  await vi.waitFor(async () => expect(await failedTo(person.email)).toHaveLength(1));
  return person;
}

/** An admin's browser, whose requests run on these settings. */
async function adminWith(settings: object) {
  const admin = await joinAsAdmin();
  const headers = { "x-test-env": JSON.stringify(settings) };
  return {
    ...admin,
    read: async () => read(await admin.visitor.visit(page, headers)),
    send: (form: Record<string, string>) => admin.visitor.submit(page, form, headers),
  };
}

test("what a provider that is down does not take is kept without being readable, and listed without what it says", async () => {
  const { email } = await signUpWhileDown();
  const [kept] = await failedTo(email);
  expect(kept?.subject).toBe("Confirm your e-mail address for Latchkey");
  expect(JSON.stringify(kept)).not.toContain("token=");
  const { text, html } = await (await adminWith(down)).read();
  for (const words of [email, "Confirm your e-mail address", "Resend answered 500: the mail service is down"])
    expect(text).toContain(words);
  expect(html).not.toContain("token=");
});

test("while it is down it is tried less and less often; once it is up again the mail arrives, once", async () => {
  const { email } = await signUpWhileDown();
  await keepHouse(down);
  expect((await failedTo(email))[0]?.tries).toBe(1);
  later(1 * minutes + 1);
  await keepHouse(down);
  const [again] = await failedTo(email);
  expect(again?.tries).toBe(2);
  expect(Math.round(((again?.due_at ?? 0) - Date.now()) / 1000)).toBe(5 * minutes);
  later(5 * minutes + 1);
  await Promise.all([keepHouse(up), keepHouse(up), keepHouse(up)]);
  const [delivery, ...more] = await deliveriesTo(email);
  expect(delivery?.mail.text).toContain("/verify-email?token=");
  expect(more).toEqual([]);
  expect(await failedTo(email)).toEqual([]);
});

test("on the heels of another request it is sent as well", async () => {
  const { email } = await signUpWhileDown();
  later(2 * minutes);
  await newVisitor({ settings: { ...up, APP_NAME: "Heels" } }).visit("/sign-in");
  await vi.waitFor(async () => expect(await deliveriesTo(email)).toHaveLength(1), { timeout: 10_000 });
});

test("a code is never on the list, and is not sent by itself once it is out of date", async () => {
  const { email } = await join();
  await newVisitor({ settings: down }).submit("/sign-in/email-code", { email, intent: "send" });
  await vi.waitFor(async () => expect(await failedTo(email)).toHaveLength(1));
  expect((await failedTo(email))[0]?.subject).toBe("•••••• is your code for Latchkey");
  later(11 * minutes);
  await keepHouse(up);
  expect(await deliveriesTo(email)).toEqual([]);
  expect((await (await adminWith(up)).read()).text).toContain("Out of date");
});

test("a newer code takes the place of the one that waits", async () => {
  const { email } = await join();
  await newVisitor({ settings: down }).submit("/sign-in/email-code", { email, intent: "send" });
  await vi.waitFor(async () => expect(await failedTo(email)).toHaveLength(1));
  await newVisitor({ settings: up }).submit("/sign-in/email-code", { email, intent: "send" });
  await vi.waitFor(async () => {
    expect(await deliveriesTo(email)).toHaveLength(1);
    expect(await failedTo(email)).toEqual([]);
  });
});

test("an admin sends one again, or removes it; the log has who did", async () => {
  const first = await signUpWhileDown();
  const second = await signUpWhileDown();
  const [[one], [other]] = await Promise.all([failedTo(first.email), failedTo(second.email)]);
  const still = await (await adminWith(down)).send({ intent: "send", messageId: one?.id ?? "" });
  expect((await read(still)).text).toContain("was not taken this time either: Resend answered 500");
  const admin = await adminWith(up);
  expect(sent(await admin.send({ intent: "send", messageId: one?.id ?? "" }))).toBe(`303 ${page}`);
  expect(await deliveriesTo(first.email)).toHaveLength(1);
  await admin.send({ intent: "remove", messageId: other?.id ?? "" });
  expect(await failedTo(second.email)).toEqual([]);
  expect(await deliveriesTo(second.email)).toEqual([]);
  const gone = await admin.send({ intent: "send", messageId: one?.id ?? "" });
  expect(sent(gone)).toBe(`303 ${page}`);
  await vi.waitFor(async () => {
    for (const [event, to] of [
      ["admin-message-sent-again", first.email],
      ["admin-message-removed", second.email],
    ])
      expect(
        await row(
          "select 1 as found from audit_event where event = ? and detail like '%' || ? and outcome = 'success'",
          event,
          to,
        ),
      ).toEqual({ found: 1 });
  });
});

test("all of them are sent at once, what is out of date stays", async () => {
  const people = [await signUpWhileDown(), await signUpWhileDown()];
  const late = await signUpWhileDown();
  await change('update failed_message set works_until = 1 where "to" = ?', late.email);
  const admin = await adminWith(up);
  expect(sent(await admin.send({ intent: "send-all" }))).toBe(`303 ${page}`);
  for (const { email } of people)
    await vi.waitFor(async () => expect(await deliveriesTo(email)).toHaveLength(1), { timeout: 10_000 });
  expect(await failedTo(late.email)).toHaveLength(1);
});

test("a text message is kept by the same rules", async () => {
  const number = `+1555${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
  const twilio = {
    SMS_TRANSPORT: "twilio",
    TWILIO_ACCOUNT_SID: "a",
    TWILIO_AUTH_TOKEN: "b",
    TWILIO_FROM: "c",
  };
  const away = { ...twilio, TWILIO_URL: "http://nowhere.example" };
  await newVisitor({ settings: away }).submit("/sign-in/phone", { phoneNumber: number, intent: "send" });
  await vi.waitFor(async () => expect(await failedTo(number)).toHaveLength(1));
  expect((await failedTo(number))[0]?.subject).toMatch(/^•••••• is your code/);
  later(1 * minutes + 1);
  await keepHouse({ ...twilio, TWILIO_URL: mailServiceUrl });
  expect(await failedTo(number)).toEqual([]);
});

test("a message whose secret is gone says so", async () => {
  const { email } = await signUpWhileDown();
  const admin = await adminWith(up);
  const [kept] = await failedTo(email);
  await change(
    'update failed_message set sealed = ? where "to" = ?',
    kept?.sealed.replace(/^\$ba\$1/, "$ba$9"),
    email,
  );
  const refused = await admin.send({ intent: "send", messageId: kept?.id ?? "" });
  expect((await read(refused)).text).toContain("BETTER_AUTH_SECRET is another one now");
});

test("after seven days it is gone", async () => {
  const { email } = await signUpWhileDown();
  await change('update failed_message set at = at - ? where "to" = ?', 7 * 24 * 60 * minutes * 1000, email);
  later(1);
  await keepHouse(down);
  expect(await failedTo(email)).toEqual([]);
});
