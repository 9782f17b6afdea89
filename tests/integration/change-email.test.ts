import { expect, test, vi } from "vitest";
import { placeholderEmail } from "../../app/auth/placeholder-email";
import { later, minutes } from "../support/clock";
import {
  askForAddress,
  changeAddress,
  confirmAddress,
  emailPage,
  mailsAbout,
  newAddress,
} from "../support/email-changes";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

const sessionOf = async (visitor: Visitor) =>
  (await (await visitor.visit("/api/auth/get-session")).json()) as { user: Record<string, unknown> };

test("nothing changes before the new address is confirmed, and looking at the link confirms nothing", async () => {
  const { visitor, email } = await join();
  const newEmail = newAddress();
  const link = await askForAddress(visitor, newEmail);
  expect(link).toMatch(/^\/verify-email\?token=[\w-]{43}$/);
  const waiting = await read(await visitor.visit(emailPage));
  expect(waiting.message).toContain("We sent a message to the new address");
  expect(waiting.text).toContain(`Waiting for ${newEmail}`);
  const stranger = newVisitor();
  for (let look = 0; look < 3; look++) {
    const page = await read(await stranger.visit(link));
    expect([page.status, page.heading]).toEqual([200, "Confirm your e-mail address"]);
    expect(page.text).toContain(`make ${newEmail} the address of your account`);
  }
  expect(await userIdOf(newEmail)).toBe("");
  expect(await userIdOf(email)).not.toBe("");
  expect(await mailsAbout(email, /changed/)).toEqual([]);
});

test("ASVS 6.3.7: confirmed, the address is the new one, the session says so at once, and both addresses are told", async () => {
  const { visitor, ...person } = await join();
  const id = await userIdOf(person.email);
  const newEmail = newAddress();
  const link = await askForAddress(visitor, newEmail);
  expect(sent(await confirmAddress(visitor, link))).toBe(`303 ${emailPage}`);

  expect((await sessionOf(visitor)).user).toMatchObject({ id, email: newEmail, emailVerified: true });
  const page = await read(await visitor.visit(emailPage));
  expect(page.message).toContain("Your e-mail address is changed");
  expect(page.html).not.toContain(`Waiting for`);
  expect(page.text).toContain(`${person.email} was your address before`);
  expect((await read(await visitor.visit("/account"))).text).toContain(`Signed in as ${newEmail}`);

  const [toNew] = await mailTo(newEmail, 2);
  expect(toNew?.text).toContain(`${newEmail} is the address of your account from now on`);
  await linkTo(person.email, /was changed/);
  const [toOld] = await mailsAbout(person.email, /was changed/);
  expect(toOld?.links.filter((found) => found.includes("/undo-email-change?token="))).toHaveLength(1);
  expect(toOld?.text).not.toContain(newEmail);

  await vi.waitFor(async () => {
    const noted = "select detail from activity where user_id = ? and event = 'email-changed'";
    expect(await rows(noted, id)).toEqual([{ detail: newEmail }]);
  });
  expect((await signIn(newVisitor(), person)).status).toBe(400);
  expect(sent(await signIn(newVisitor(), { ...person, email: newEmail }))).toBe("303 /dashboard");
});

test("the endpoint does the same as the form, and its link leads to our page", async () => {
  const { visitor, email } = await join();
  const newEmail = newAddress();
  const answer = await visitor.call("/api/auth/change-email", { newEmail, callbackURL: "/dashboard" });
  expect([answer.status, await answer.json()]).toEqual([200, { status: true }]);
  const link = await linkTo(newEmail, /^Confirm your new/);
  expect(await userIdOf(email)).not.toBe("");
  await confirmAddress(visitor, link);
  expect((await sessionOf(visitor)).user.email).toBe(newEmail);
});

test("in another browser the link changes the address and signs nobody in", async () => {
  const { visitor } = await join();
  const newEmail = newAddress();
  const link = await askForAddress(visitor, newEmail);
  const phone = newVisitor();
  expect(sent(await confirmAddress(phone, link))).toBe("303 /sign-in");
  expect([...phone.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  expect((await read(await visitor.visit(emailPage))).text).toContain(`Your address ${newEmail}`);
  later(61);
  expect((await sessionOf(visitor)).user.email).toBe(newEmail);
});

test("somebody else's session stays what it is when the link is opened in it", async () => {
  const { visitor } = await join();
  const { visitor: other, email } = await join();
  await confirmAddress(other, await askForAddress(visitor, newAddress()));
  expect((await sessionOf(other)).user.email).toBe(email);
});

test("ASVS 6.4.1: a link works once, for an hour, and a newer one or a new password ends it", async () => {
  const { visitor, ...person } = await join();
  const first = await askForAddress(visitor, newAddress());
  const second = await askForAddress(visitor, newAddress());
  expect((await visitor.visit(first)).status).toBe(410);
  const changed = { currentPassword: person.password, newPassword: `${person.password} again` };
  await visitor.submit("/account/security/password", changed);
  expect((await confirmAddress(visitor, second)).status).toBe(410);

  const third = await askForAddress(visitor, newAddress());
  await newVisitor().submit("/forgot-password", { email: person.email });
  await newVisitor().submit(await linkTo(person.email, /new password/), { newPassword: person.password });
  expect((await confirmAddress(newVisitor(), third)).status).toBe(410);

  const again = newVisitor();
  await signIn(again, person);
  const used = await askForAddress(again, newAddress());
  await confirmAddress(again, used);
  expect((await confirmAddress(again, used)).status).toBe(410);
  const old = await askForAddress(again, newAddress());
  later(61 * minutes);
  const page = await read(await again.visit(old));
  expect([page.status, page.heading]).toEqual([410, "This link no longer works"]);
  expect((await confirmAddress(again, old)).status).toBe(410);
});

test("ASVS 6.4.1: whoever reads the database finds no token of a link", async () => {
  const { visitor, email } = await join();
  const newEmail = newAddress();
  const link = await askForAddress(visitor, newEmail);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  const kept = JSON.stringify(await rows("select * from verification where instr(value, ?) > 0", newEmail));
  expect(kept).toContain("change-email:");
  expect(kept).not.toContain(token);
  await confirmAddress(visitor, link);
  const undo = new URL(await linkTo(email, /was changed/), "http://localhost").searchParams.get("token");
  const changes = JSON.stringify(await rows("select * from email_change where old_email = ?", email));
  expect(changes).toContain(newEmail);
  expect(changes).not.toContain(undo ?? "");
});

test("ASVS 7.5.1: page and endpoint ask for a recent proof first", async () => {
  const { visitor, password } = await join();
  later(11 * minutes);
  expect((await read(await visitor.visit(emailPage))).text).toContain("Confirm that it is you");
  const confirm = `/account/confirm?returnTo=${encodeURIComponent(emailPage)}`;
  expect(sent(await visitor.submit(emailPage, { newEmail: newAddress() }))).toBe(`303 ${confirm}`);
  const refused = await visitor.call("/api/auth/change-email", { newEmail: newAddress() });
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: "SESSION_NOT_FRESH" }]);
  expect(sent(await visitor.submit(confirm, { password }))).toBe(`303 ${emailPage}`);
  await changeAddress(visitor);
});

test("what is no address, one's own, or of a domain that is not accepted is refused with the reason", async () => {
  const settings = { BLOCKED_EMAIL_DOMAINS: "blocked.example" };
  const { visitor, email } = await join(undefined, newVisitor({ settings }));
  const table: [string, number, RegExp][] = [
    ["nonsense", 422, /name@example.com/],
    [email.toUpperCase(), 400, /your address already/],
    ["ada@mail.blocked.example", 400, /not accepted here/],
    [placeholderEmail("phone"), 400, /name@example.com/],
  ];
  for (const [newEmail, status, words] of table) {
    const page = await read(await visitor.submit(emailPage, { newEmail }));
    expect([newEmail, page.status, page.mistake("newEmail")]).toEqual([
      newEmail,
      status,
      expect.stringMatching(words),
    ]);
    expect(page.html).toContain(`value="${newEmail}"`);
    expect((await visitor.call("/api/auth/change-email", { newEmail })).status).toBeGreaterThanOrEqual(400);
  }
});

test("an account without an address adds one, and nothing is sent to what stands in its place", async () => {
  const { email, password } = await join();
  const placeholder = placeholderEmail("phone");
  await change("update user set email = ? where email = ?", placeholder, email);
  const visitor = newVisitor();
  await signIn(visitor, { email: placeholder, password });
  const page = await read(await visitor.visit(emailPage));
  expect(page.text).toContain("No address yet");
  expect(page.html).not.toContain(placeholder);
  const newEmail = await changeAddress(visitor);
  expect((await sessionOf(visitor)).user.email).toBe(newEmail);
  await mailTo(newEmail, 2);
  expect(await allMailTo(placeholder)).toEqual([]);
  expect(await row("select * from email_change where old_email = ?", placeholder)).toBeNull();
});

test("the file of one's own data has the address that waits and the ones that can be undone", async () => {
  const { visitor, email } = await join();
  const newEmail = await changeAddress(visitor);
  const next = newAddress();
  await askForAddress(visitor, next);
  const data = await (await visitor.visit("/account/data/download")).json();
  expect(data).toMatchObject({
    user: { email: newEmail },
    emailChanges: [{ oldEmail: email, newEmail }],
    pendingEmailChange: { newEmail: next },
  });
});
