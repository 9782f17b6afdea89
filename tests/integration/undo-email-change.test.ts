import { expect, test, vi } from "vitest";
import { days, later } from "../support/clock";
import {
  askForAddress,
  changeAddress,
  confirmAddress,
  joinAndChange,
  mailsAbout,
  newAddress,
  undoLinkTo,
} from "../support/email-changes";
import { linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, signIn } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { nextCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

test("ASVS 6.3.7: the old address takes the account back, shuts everybody out and sets a new password", async () => {
  const { visitor, person, newEmail, undo } = await joinAndChange();
  const id = await userIdOf(newEmail);
  const owner = newVisitor();
  const page = await read(await owner.visit(undo));
  expect([page.status, page.heading]).toEqual([200, "Undo the change of your address?"]);
  expect(page.text).toContain(`gets ${person.email} back`);
  expect(page.html).not.toContain(newEmail);
  expect(await userIdOf(newEmail)).toBe(id);

  const answer = await owner.submit(undo, {});
  expect(sent(answer)).toMatch(/^303 \/reset-password\?token=/);
  const restored = "select email, email_verified as verified from user where id = ?";
  expect(await row(restored, id)).toEqual({ email: person.email, verified: 1 });
  expect(await rows("select id from session where user_id = ?", id)).toEqual([]);
  later(61);
  expect(await isSignedIn(visitor)).toBe(false);
  for (const address of [person.email, newEmail])
    await vi.waitFor(async () => expect(await mailsAbout(address, /was undone/)).toHaveLength(1), 5000);

  const reset = answer.headers.get("location") ?? "";
  const asked = await read(await owner.visit(reset));
  expect(asked.message).toContain("Your old address is back");
  expect(asked.text).toContain(`For ${person.email}`);
  const newPassword = "an entirely other phrase";
  expect(sent(await owner.submit(reset, { newPassword }))).toBe("303 /sign-in");
  expect(sent(await signIn(owner, { ...person, password: newPassword }))).toBe("303 /dashboard");
  const noted = "select event from activity where user_id = ? and event = 'email-change-undone'";
  expect(await rows(noted, id)).toHaveLength(1);
});

test("what was sent to the new address is worth nothing afterwards", async () => {
  const { visitor, person, newEmail, undo } = await joinAndChange();
  const other = newVisitor();
  await signIn(other, { ...person, email: newEmail });
  const notMe = await linkTo(newEmail, /New sign-in/);
  await newVisitor().submit("/forgot-password", { email: newEmail });
  const reset = await linkTo(newEmail, /Set a new password/);
  const asker = newVisitor();
  await asker.submit("/sign-in/magic-link", { email: newEmail });
  const magic = await linkTo(newEmail, /^Sign in to/);
  await asker.submit("/sign-in/email-code", { email: newEmail });
  const next = await askForAddress(visitor, newAddress());
  await newVisitor().submit(undo, {});
  for (const link of [notMe, reset, magic, next])
    expect([link, (await asker.visit(link)).status]).toEqual([link, 410]);
  expect((await confirmAddress(visitor, next)).status).toBe(410);
  const id = await userIdOf(person.email);
  const stored =
    "select identifier from verification where value = ?1 or instr(value, ?1) or instr(value, ?2)";
  const left = await rows<{ identifier: string }>(stored, id, newEmail);
  expect(left).toEqual([{ identifier: expect.stringMatching(/^reset-password:/) }]);
});

test("a device that was trusted is asked for the second step again", async () => {
  const { visitor, ...person } = await join();
  const { secret } = await turnOnTwoFactor(visitor, person.password);
  const trusted = newVisitor();
  await signIn(trusted, person);
  await trusted.submit("/sign-in/two-factor", { code: await nextCode(secret), trustDevice: "on" });
  const trust = "select identifier from verification where identifier like 'trust-device-%' and value = ?";
  expect(await rows(trust, await userIdOf(person.email))).toHaveLength(1);
  const newEmail = await changeAddress(visitor);
  await newVisitor().submit(await undoLinkTo(person.email), {});
  expect(await userIdOf(newEmail)).toBe("");
  expect(await rows(trust, await userIdOf(person.email))).toEqual([]);
});

test("in a browser that is signed in, that is over at once, and somebody else's session is not", async () => {
  const { visitor, undo } = await joinAndChange();
  await visitor.submit(undo, {});
  expect(await isSignedIn(visitor)).toBe(false);
  const { undo: another } = await joinAndChange();
  const { visitor: other } = await join();
  await other.submit(another, {});
  expect(await isSignedIn(other)).toBe(true);
});

test("the link works once, for seven days, and one that never was does not", async () => {
  const { visitor, person, newEmail, undo } = await joinAndChange();
  await newVisitor().submit(undo, {});
  const { undo: late, person: other } = await joinAndChange();
  later(7 * days - 60);
  expect((await newVisitor().visit(late)).status).toBe(200);
  later(61);
  for (const dead of [undo, late, "/undo-email-change", "/undo-email-change?token=guessed"]) {
    const page = await read(await newVisitor().visit(dead));
    expect([dead, page.status, page.heading]).toEqual([dead, 410, "This link no longer works"]);
    expect([dead, (await newVisitor().submit(dead, {})).status]).toEqual([dead, 410]);
  }
  expect([await userIdOf(newEmail), await userIdOf(other.email)]).toEqual(["", ""]);
  expect(await userIdOf(person.email)).not.toBe("");
  expect(await isSignedIn(visitor)).toBe(false);
});

test("a chain of changes is undone from its first address, and then from no other", async () => {
  const { visitor, person, newEmail: second, undo } = await joinAndChange();
  const third = await changeAddress(visitor);
  const undoSecond = await undoLinkTo(second);
  expect((await newVisitor().visit(undoSecond)).status).toBe(200);
  const id = await userIdOf(third);
  await newVisitor().submit(undo, {});
  expect(await userIdOf(person.email)).toBe(id);
  expect((await newVisitor().submit(undoSecond, {})).status).toBe(410);
  expect(await userIdOf(person.email)).toBe(id);
  expect(await rows("select * from email_change where user_id = ?", id)).toEqual([]);
});

test("a chain that is undone at its end can still be undone at its beginning", async () => {
  const { visitor, person, newEmail: second, undo } = await joinAndChange();
  await changeAddress(visitor);
  await newVisitor().submit(await undoLinkTo(second), {});
  const id = await userIdOf(second);
  expect(id).not.toBe("");
  await newVisitor().submit(undo, {});
  expect(await userIdOf(person.email)).toBe(id);
});

test("changes that nobody can undo any more are removed on the heels of the next request", async () => {
  const { newEmail } = await joinAndChange();
  const id = await userIdOf(newEmail);
  const { visitor, ...other } = await join();
  later(7 * days + 60);
  expect(await rows("select * from email_change where user_id = ?", id)).toHaveLength(1);
  visitor.cookies.clear();
  await signIn(visitor, other);
  await askForAddress(visitor, newAddress());
  await vi.waitFor(
    async () => expect(await rows("select * from email_change where user_id = ?", id)).toEqual([]),
    5000,
  );
});
