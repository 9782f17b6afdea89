import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { allMailTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, signIn } from "../support/people";
import { askForCode, codeTo, confirmNumber, joinWithNumber, newNumber, otherThan } from "../support/phones";
import { change, row, userIdOf } from "../support/records";
import { deployed, newVisitor, type Visitor } from "../support/visitor";

const page = "/account/phone";
const asks = `/account/confirm?returnTo=${encodeURIComponent(page)}`;
const remove = { intent: "remove" };

interface Owner {
  phoneNumber: string | null;
  phoneNumberVerified: boolean | null;
}

async function sessionUser(visitor: Visitor): Promise<Owner> {
  const { user } = (await (await visitor.visit("/api/auth/get-session")).json()) as { user: Owner };
  return { phoneNumber: user.phoneNumber, phoneNumberVerified: user.phoneNumberVerified };
}

async function stored(email: string) {
  return row("select phone_number, phone_number_verified from user where email = ?", email);
}

const endpointCode = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
];

test("a number is kept once its code was entered, is in the session at once, and signs in", async () => {
  const { visitor, email } = await join();
  const number = newNumber();
  const typed = `00${number.slice(1, 5)} (${number.slice(5, 8)}) ${number.slice(8)}`;
  expect(sent(await visitor.submit(page, { phoneNumber: typed }))).toBe(`303 ${page}?sent`);
  expect((await read(await visitor.visit(`${page}?sent`))).text).toContain(`Confirm ${number}`);
  expect(await stored(email)).toMatchObject({ phone_number: null });
  const code = await codeTo(number);
  expect(sent(await visitor.submit(page, { phoneNumber: number, code }))).toBe(`303 ${page}`);
  expect(await sessionUser(visitor)).toEqual({ phoneNumber: number, phoneNumberVerified: true });
  const shown = await read(await visitor.visit(page));
  expect([shown.message.includes("is confirmed"), shown.text.includes(number)]).toEqual([true, true]);
  const mails = await mailTo(email, 2);
  expect(mails.map(({ subject }) => subject)).toContain("Latchkey: Your account has a new phone number");
  expect((await read(await visitor.visit("/account/activity"))).text).toContain("Phone number changed");
  expect(await (await visitor.visit("/account/data/download")).text()).toContain(number);
  const phone = newVisitor();
  const second = await askForCode(phone, "/sign-in/phone", number, 2);
  await phone.submit("/sign-in/phone", { phoneNumber: number, code: second });
  expect((await read(await phone.visit("/account"))).text).toContain(email);
});

test("the number before is told by text message that it was replaced, and signs in no more", async () => {
  const { visitor, number: old, person } = await joinWithNumber();
  const next = newNumber();
  expect(sent(await confirmNumber(visitor, next))).toBe(`303 ${page}`);
  const [notice] = await mailTo(old, 2);
  expect(notice?.text).toContain("this one no longer belongs to it");
  expect(notice?.text).toContain("/forgot-password");
  expect(notice?.text).not.toContain(next);
  expect(await stored(person.email)).toEqual({ phone_number: next, phone_number_verified: 1 });
  expect(await allMailTo(next)).toHaveLength(1);
});

test("removing asks first; then the number is told, a mail goes out, and it is gone everywhere", async () => {
  const { visitor, number, person } = await joinWithNumber();
  const asked = await read(await visitor.visit(page));
  expect(asked.text).toContain(`Remove ${number}?`);
  expect(await stored(person.email)).toMatchObject({ phone_number: number });
  expect(sent(await visitor.submit(page, remove))).toBe(`303 ${page}`);
  expect((await read(await visitor.visit(page))).message).toContain("is removed");
  expect(await sessionUser(visitor)).toEqual({ phoneNumber: null, phoneNumberVerified: false });
  expect((await mailTo(number, 2))[0]?.text).toContain("was removed from your account");
  const subjects = (await mailTo(person.email, 3)).map(({ subject }) => subject);
  expect(subjects).toContain("Latchkey: The phone number was removed from your account");
  expect((await read(await visitor.visit("/account/activity"))).text).toContain("Phone number removed");
});

test("ASVS 7.5.1: page, form and endpoints ask for a proof of the last ten minutes", async () => {
  const { visitor, number } = await joinWithNumber();
  later(11 * minutes);
  expect(sent(await visitor.visit(page))).toBe(`303 ${asks}`);
  expect(sent(await visitor.submit(page, { phoneNumber: newNumber() }))).toBe(`303 ${asks}`);
  expect(sent(await visitor.submit(page, remove))).toBe(`303 ${asks}`);
  const verify = { phoneNumber: newNumber(), code: "123456", updatePhoneNumber: true };
  expect(await endpointCode(await visitor.call("/api/auth/phone-number/verify", verify))).toEqual([
    403,
    "SESSION_NOT_FRESH",
  ]);
  expect(await endpointCode(await visitor.call("/api/auth/update-user", { phoneNumber: null }))).toEqual([
    403,
    "SESSION_NOT_FRESH",
  ]);
  expect(await sessionUser(visitor)).toMatchObject({ phoneNumber: number });
});

test("ASVS 6.6.2: a code that browser A asked for does not work in browser B", async () => {
  const { visitor, ...person } = await join();
  const other = newVisitor();
  await signIn(other, person);
  const phoneNumber = newNumber();
  const code = await askForCode(visitor, page, phoneNumber);
  expect((await read(await other.submit(page, { phoneNumber, code }))).mistake("code")).toBeTruthy();
  const endpoint = await other.call("/api/auth/phone-number/verify", {
    phoneNumber,
    code,
    updatePhoneNumber: true,
  });
  expect(await endpointCode(endpoint)).toEqual([400, "INVALID_OTP"]);
  expect((await newVisitor().submit("/sign-in/phone", { phoneNumber, code })).status).toBe(400);
  expect(sent(await visitor.submit(page, { phoneNumber, code }))).toBe(`303 ${page}`);
});

test("ASVS 6.5.1, 6.5.5, 6.6.3: five tries, ten minutes, once", async () => {
  const { visitor, email } = await join();
  const phoneNumber = newNumber();
  const first = await askForCode(visitor, page, phoneNumber);
  for (let count = 0; count < 5; count++) {
    const wrong = await read(await visitor.submit(page, { phoneNumber, code: otherThan(first) }));
    expect([wrong.mistake("code") !== undefined, wrong.html.includes(`value="${phoneNumber}"`)]).toEqual([
      true,
      true,
    ]);
  }
  expect((await visitor.submit(page, { phoneNumber, code: first })).status).toBe(400);
  expect(await stored(email)).toMatchObject({ phone_number: null });
  const second = await askForCode(visitor, page, phoneNumber, 2);
  expect((await visitor.submit(page, { phoneNumber, code: second })).status).toBe(303);
  const next = newNumber();
  const third = await askForCode(visitor, page, next);
  expect((await visitor.submit(page, { phoneNumber: next, code: second })).status).toBe(400);
  later(9 * minutes);
  await visitor.call("/api/auth/verify-password", { password: "" });
  later(minutes + 1);
  const late = { phoneNumber: next, code: third, updatePhoneNumber: true };
  expect((await visitor.call("/api/auth/phone-number/verify", late)).status).toBeGreaterThanOrEqual(400);
  expect(await stored(email)).toMatchObject({ phone_number: phoneNumber });
});

test("a number of another account: the same until the code was entered, then a word to whoever has the phone", async () => {
  const { number, person: owner } = await joinWithNumber();
  const { visitor, email } = await join();
  expect(sent(await visitor.submit(page, { phoneNumber: number }))).toBe(`303 ${page}?sent`);
  const code = await codeTo(number, 2);
  const wrong = await read(await visitor.submit(page, { phoneNumber: number, code: otherThan(code) }));
  expect(wrong.mistake("code")).toContain("That code is not right.");
  const told = await read(await visitor.submit(page, { phoneNumber: number, code }));
  expect(told.mistake("phoneNumber")).toContain("Another account has this number.");
  expect(await stored(email)).toMatchObject({ phone_number: null });
  expect(await stored(owner.email)).toMatchObject({ phone_number: number });
});

test("one's own number needs no code again", async () => {
  const { visitor, number } = await joinWithNumber();
  const refused = await read(await visitor.submit(page, { phoneNumber: number }));
  expect([refused.status, refused.mistake("phoneNumber")]).toEqual([422, "This is your number already."]);
  expect(await allMailTo(number)).toHaveLength(1);
});

test("no other endpoint puts a number on an account, or says that it is confirmed", async () => {
  const { visitor, email } = await join();
  const phoneNumber = newNumber();
  for (const body of [
    { phoneNumber },
    { phoneNumber, phoneNumberVerified: true },
    { phoneNumber: "" },
    { phoneNumberVerified: true },
    { name: "Ada", phoneNumber },
  ])
    expect([body, (await visitor.call("/api/auth/update-user", body)).status]).toEqual([body, 400]);
  expect(await stored(email)).toMatchObject({ phone_number: null });
  const raw = { phoneNumber: phoneNumber.replace("+", "00") };
  for (const path of ["send-otp", "request-password-reset"])
    expect(await endpointCode(await visitor.call(`/api/auth/phone-number/${path}`, raw))).toEqual([
      400,
      "INVALID_PHONE_NUMBER",
    ]);
});

test("a sign-up with a number is refused alike for new and taken addresses", async () => {
  const { email } = await join();
  const body = { name: "Ada", password: "correct horse staple", phoneNumber: newNumber() };
  for (const address of [email, `new-${email}`])
    expect(
      await endpointCode(await newVisitor().call("/api/auth/sign-up/email", { ...body, email: address })),
    ).toEqual([400, "PHONE_NUMBER_CANNOT_BE_SET"]);
});

test("the last way to sign in stays; a confirmed number is one while texts can be sent", async () => {
  const { visitor, number, person } = await joinWithNumber();
  const userId = await userIdOf(person.email);
  const credential = await row<{ id: string }>("select id from account where user_id = ?", userId);
  const unlink = { accountId: credential?.id };
  expect((await visitor.call("/api/auth/unlink-account", unlink)).status).toBe(200);
  const refused = await read(await visitor.submit(page, remove));
  expect([refused.status, refused.alert]).toEqual([400, expect.stringContaining("the last way to sign in")]);
  expect(await endpointCode(await visitor.call("/api/auth/update-user", { phoneNumber: null }))).toEqual([
    400,
    "LAST_WAY_TO_SIGN_IN",
  ]);
  expect(await stored(person.email)).toMatchObject({ phone_number: number });
});

test("where no texts can be sent, a number does not count, and the page says that none can be confirmed", async () => {
  const settings = { EMAIL_TRANSPORT: "smtp", SMTP_URL: "smtp://127.0.0.1:9" };
  const { visitor, number, person } = await joinWithNumber();
  const elsewhere = newVisitor({ settings });
  for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value);
  const shown = await read(await elsewhere.visit(page));
  expect([shown.text.includes("No text messages can be sent here"), shown.text.includes(number)]).toEqual([
    true,
    true,
  ]);
  expect(shown.text).not.toContain("Text me a code");
  expect((await elsewhere.submit(page, { phoneNumber: newNumber() })).status).toBe(404);
  const userId = await userIdOf(person.email);
  const credential = await row<{ id: string }>("select id from account where user_id = ?", userId);
  const unlink = await elsewhere.call("/api/auth/unlink-account", { accountId: credential?.id });
  expect(await endpointCode(unlink)).toEqual([400, "LAST_WAY_TO_SIGN_IN"]);
  expect(sent(await elsewhere.submit(page, remove))).toBe(`303 ${page}`);
  expect((await newVisitor(deployed).visit("/forgot-password/phone")).status).toBe(404);
});

test("a number that the second step needs stays", async () => {
  const { visitor, number, person } = await joinWithNumber();
  const on = { intent: "turn-on", method: "otp", password: person.password };
  expect((await visitor.submit("/account/security/two-factor", on)).status).toBe(303);
  const placeholder = `phone-${crypto.randomUUID()}@no-address.invalid`;
  await change("update user set email = ? where email = ?", placeholder, person.email);
  const refused = await read(await visitor.submit(page, remove));
  expect([refused.status, refused.alert]).toEqual([400, expect.stringContaining("two-step verification")]);
  expect(await stored(placeholder)).toMatchObject({ phone_number: number });
});

test("nobody's phone can be flooded: four texts to a number of both kinds together, eight of one account", async () => {
  const { number } = await joinWithNumber();
  for (let count = 0; count < 4; count++) {
    await newVisitor().submit("/sign-in/phone", { phoneNumber: number });
    await newVisitor().submit("/forgot-password/phone", { phoneNumber: number });
  }
  expect(await mailTo(number, 4)).toHaveLength(4);
  const { visitor } = await join();
  const statuses = [];
  for (let count = 0; count < 9; count++)
    statuses.push((await visitor.submit(page, { phoneNumber: newNumber() })).status);
  expect(statuses).toEqual([...Array(8).fill(303), 429]);
  expect(await isSignedIn(visitor)).toBe(true);
});

test("the overview shows the end of the number, and the second step says where to add one", async () => {
  const { visitor, password } = await join();
  const before = await read(await visitor.visit("/account/security/two-factor"));
  expect([before.text.includes("add a phone number"), before.html.includes(`href="${page}"`)]).toEqual([
    true,
    true,
  ]);
  const number = newNumber();
  await confirmNumber(visitor, number);
  const after = await read(await visitor.visit("/account/security/two-factor"));
  expect([after.text.includes("add a phone number"), after.text.includes("by mail or text message")]).toEqual(
    [false, true],
  );
  expect((await read(await visitor.visit("/account/security"))).text).toContain(`…${number.slice(-4)}`);
  expect(password).toBeTruthy();
});
