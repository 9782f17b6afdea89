import { expect, test, vi } from "vitest";
import { days, later, minutes } from "../support/clock";
import {
  askForAddress,
  changeAddress,
  confirmAddress,
  emailPage,
  joinAndChange,
  mailsAbout,
  newAddress,
} from "../support/email-changes";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { change, row, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const taken = /is taken at/;

/** What asking for an address answers, as page and at the endpoint, without what differs by itself. */
async function answersFor(newEmail: string) {
  const { visitor } = await join();
  const form = await visitor.submit(emailPage, { newEmail });
  const page = await read(await visitor.visit(emailPage));
  const endpoint = await visitor.call("/api/auth/change-email", { newEmail });
  return {
    form: [sent(form), form.headers.getSetCookie().map((cookie) => cookie.split("=")[0])],
    page: page.text
      .slice(page.text.indexOf("Your address"))
      .replaceAll(/ada-\w+@|lovelace-\w+@/g, "SOMEBODY@"),
    endpoint: [endpoint.status, await endpoint.text()],
  };
}

test("ASVS 6.3.8: a free address, a taken one and one that is kept for another account are answered alike", async () => {
  const { email: owned } = await join();
  const { person } = await joinAndChange();
  const free = await answersFor(newAddress());
  expect(await answersFor(owned)).toEqual(free);
  expect(await answersFor(person.email)).toEqual(free);
});

test("whoever owns a taken address is told by mail, four times in half an hour at most", async () => {
  const { email: owned } = await join();
  const before = await userIdOf(owned);
  for (let asker = 0; asker < 3; asker++) {
    const { visitor } = await join();
    for (let time = 0; time < 2; time++) await visitor.submit(emailPage, { newEmail: owned });
  }
  await vi.waitFor(async () => expect(await mailsAbout(owned, taken)).toHaveLength(4), 5000);
  expect(await mailsAbout(owned, /^Confirm your new/)).toEqual([]);
  expect(await userIdOf(owned)).toBe(before);
});

test("one account asks for ten messages in half an hour at most", async () => {
  const { visitor } = await join();
  for (let time = 0; time < 10; time++) await visitor.submit(emailPage, { newEmail: newAddress() });
  const over = await visitor.submit(emailPage, { newEmail: newAddress() });
  expect([over.status, Number(over.headers.get("Retry-After")) > 0]).toEqual([429, true]);
});

test("for seven days nobody signs up with the old address: same answer, and the mailbox is told", async () => {
  const { person } = await joinAndChange();
  const visitor = newVisitor();
  expect(sent(await visitor.submit("/sign-up", { ...newPerson(), email: person.email }))).toBe(
    "303 /verify-email",
  );
  await vi.waitFor(async () => expect(await mailsAbout(person.email, taken)).toHaveLength(1), 5000);
  expect(await userIdOf(person.email)).toBe("");
  later(7 * days + 1);
  await join({ ...newPerson(), email: person.email });
  expect(await userIdOf(person.email)).not.toBe("");
});

test("a code or link to the old address makes no account, and says why to whoever has the mailbox", async () => {
  const { person } = await joinAndChange();
  const visitor = newVisitor();
  await visitor.submit("/sign-in/email-code", { email: person.email });
  await linkless(person.email, /is your code/);
  const [mail] = await mailsAbout(person.email, /is your code/);
  const code = mail?.subject.slice(0, 6) ?? "";
  const refused = await read(await visitor.submit("/sign-in/email-code", { email: person.email, code }));
  expect([refused.status, refused.alert]).toEqual([400, expect.stringContaining("is kept for it")]);
  await visitor.submit("/sign-in/magic-link", { email: person.email });
  const link = await linkTo(person.email, /^Sign in to/);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  const shown = await read(await visitor.submit(link, { intent: "sign-in", token }));
  expect([shown.status, shown.alert]).toEqual([400, expect.stringContaining("is kept for it")]);
  expect(await userIdOf(person.email)).toBe("");
});

async function linkless(address: string, subject: RegExp) {
  await vi.waitFor(async () => expect(await mailsAbout(address, subject)).not.toEqual([]), 5000);
}

test("a link for an address that somebody took meanwhile is dead, and nothing is half changed", async () => {
  const { visitor, email } = await join();
  const newEmail = newAddress();
  const link = await askForAddress(visitor, newEmail);
  await join({ ...newPerson(), email: newEmail });
  expect((await confirmAddress(visitor, link)).status).toBe(410);
  expect(await userIdOf(email)).not.toBe("");
  expect(await row("select * from email_change where old_email = ?", email)).toBeNull();
  expect(await mailsAbout(email, /changed/)).toEqual([]);
});

test("the account itself may go back to its old address", async () => {
  const { visitor, person } = await joinAndChange();
  await changeAddress(visitor, person.email);
  expect(await userIdOf(person.email)).not.toBe("");
});

test("an operator gives the old address to nobody else", async () => {
  const { person } = await joinAndChange();
  const { visitor: _, ...operator } = await join();
  await change("update user set role = 'admin' where email = ?", operator.email);
  const visitor = newVisitor();
  await signIn(visitor, operator);
  const { email: other } = await join();
  const body = { userId: await userIdOf(other), data: { email: person.email } };
  const update = await visitor.call("/api/auth/admin/update-user", body);
  expect([update.status, await update.json()]).toMatchObject([400, { code: "EMAIL_RESERVED" }]);
  const made = { name: "Eve", email: person.email };
  const create = await visitor.call("/api/auth/admin/create-user", made);
  expect([create.status, await create.json()]).toMatchObject([403, { code: "EMAIL_RESERVED" }]);
});

test("better-auth's change by a code is off, so that no address changes without the old one being told", async () => {
  const { visitor, email } = await join();
  for (const path of ["/email-otp/request-email-change", "/email-otp/change-email"]) {
    const answer = await visitor.call(`/api/auth${path}`, { newEmail: newAddress(), otp: "123456" });
    expect([path, answer.status]).toEqual([path, 400]);
  }
  later(1 * minutes);
  expect((await allMailTo(email)).length).toBe((await mailTo(email)).length);
  expect(await userIdOf(email)).not.toBe("");
});
