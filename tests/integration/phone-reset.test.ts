import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { exhaust } from "../support/guesses";
import { botCheckUrl } from "../support/mail-service";
import { allMailTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, signIn } from "../support/people";
import { askForCode, codeTo, joinWithNumber, newNumber, otherThan } from "../support/phones";
import { change, row, userIdOf } from "../support/records";
import { nextCode, signInWithCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/forgot-password/phone";
const newPassword = "an entirely other phrase";

/** Sets a new password by the code of a text message, the one after those that came before. */
async function reset(number: string, password = newPassword, visitor: Visitor = newVisitor(), count = 2) {
  const code = await askForCode(visitor, page, number, count);
  return visitor.submit(page, { phoneNumber: number, code, newPassword: password });
}

const errorOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
];

test("a forgotten password is set anew by a code, and nobody is signed in by that", async () => {
  const { number, person } = await joinWithNumber();
  expect((await read(await newVisitor().visit("/forgot-password"))).html).toContain(`href="${page}"`);
  const visitor = newVisitor();
  expect(sent(await visitor.submit(page, { phoneNumber: number }))).toBe(`303 ${page}?sent=`);
  expect((await read(await visitor.visit(`${page}?sent`))).text).toContain(`If ${number} belongs to`);
  const code = await codeTo(number, 2);
  expect((await mailTo(number, 2))[0]?.text).toContain("your code to set a new password for Latchkey");
  const answer = await visitor.submit(page, { phoneNumber: number, code, newPassword });
  expect(sent(answer)).toBe("303 /sign-in");
  expect(await isSignedIn(visitor)).toBe(false);
  expect((await read(await visitor.visit("/sign-in"))).message).toContain("Your new password is set");
  expect((await signIn(newVisitor(), person)).status).toBe(400);
  expect(sent(await signIn(visitor, { ...person, password: newPassword }))).toBe("303 /dashboard");
  await visitor.submit("/sign-out", {});
  const again = { phoneNumber: number, code, newPassword: "a third pass phrase" };
  expect((await visitor.submit(page, again)).status).toBe(400);
});

test("all sessions end, mail and text say so, and the account notes it", async () => {
  const { visitor, number, person } = await joinWithNumber();
  await reset(number);
  later(61);
  expect(await isSignedIn(visitor)).toBe(false);
  const subjects = (await mailTo(person.email, 3)).map(({ subject }) => subject);
  expect(subjects).toContain("Latchkey: Your password was set anew");
  expect((await mailTo(number, 3))[0]?.text).toContain("set anew by a code to this number");
  const back = newVisitor();
  await signIn(back, { ...person, password: newPassword });
  expect((await read(await back.visit("/account/activity"))).text).toContain(
    "Password set anew by a code from a text message",
  );
});

test("ASVS 6.4.3: the second factor is still asked for, on trusted devices too", async () => {
  const { visitor, number, person } = await joinWithNumber();
  const { secret } = await turnOnTwoFactor(visitor, person.password);
  const trusted = newVisitor();
  await signIn(trusted, person);
  await trusted.submit("/sign-in/two-factor", { code: await nextCode(secret), trustDevice: "on" });
  await trusted.submit("/sign-out", {});
  await reset(number);
  const changed = { email: person.email, password: newPassword };
  for (const browser of [newVisitor(), trusted])
    expect(sent(await signIn(browser, changed))).toBe("303 /sign-in/two-factor");
  expect(sent(await signInWithCode(newVisitor(), changed, secret))).toBe("303 /dashboard");
});

test("the owner can sign in at once, though somebody has guessed too often", async () => {
  const { number, person } = await joinWithNumber();
  await exhaust(person.email);
  expect((await signIn(newVisitor(), person)).status).toBe(429);
  await reset(number);
  expect(sent(await signIn(newVisitor(), { ...person, password: newPassword }))).toBe("303 /dashboard");
});

test("it proves the phone and no address, and sets a first password where there was none", async () => {
  const number = newNumber();
  const visitor = newVisitor();
  const first = await askForCode(visitor, "/sign-in/phone", number);
  await visitor.submit("/sign-in/phone", { phoneNumber: number, code: first });
  expect(sent(await reset(number))).toBe("303 /sign-in");
  expect(await row("select email_verified from user where phone_number = ?", number)).toEqual({
    email_verified: 0,
  });
  const typed = `${number.slice(0, 2)} (${number.slice(2, 5)}) ${number.slice(5)}`;
  const back = newVisitor();
  expect(sent(await signIn(back, { email: typed, password: newPassword }))).toBe("303 /dashboard");
  const wrong = await read(await signIn(newVisitor(), { email: typed, password: "not the one" }));
  expect(wrong.alert).toContain("That phone number or password is not right.");
});

test("ASVS 6.3.8: page and endpoint answer alike for every number, and text only accounts", async () => {
  const { number: known } = await joinWithNumber();
  const unknown = newNumber();
  const answers = [];
  for (const phoneNumber of [known, unknown]) {
    const visitor = newVisitor();
    const asked = await seen(await visitor.submit(page, { phoneNumber }), phoneNumber);
    const shown = await seen(await visitor.visit(`${page}?sent`), phoneNumber);
    const body = { phoneNumber, code: "000000", newPassword };
    const tried = await seen(await visitor.submit(page, body), phoneNumber);
    const called = await seen(
      await newVisitor().call("/api/auth/phone-number/request-password-reset", { phoneNumber }),
      phoneNumber,
    );
    answers.push({ asked, shown, tried, called });
  }
  expect(answers[1]).toEqual(answers[0]);
  await mailTo(known, 3);
  expect(await allMailTo(unknown)).toEqual([]);
});

test("ASVS 6.3.8: an unknown number and a wrong password answer alike, take as long, and go to the database as often", async () => {
  const { number: known } = await joinWithNumber();
  const path = "/api/auth/sign-in/phone-number";
  const ask = async (phoneNumber: string) => {
    const started = Date.now();
    const response = await newVisitor().call(path, { phoneNumber, password: "not the right one" });
    const trips = JSON.parse(response.headers.get("x-d1-statements") ?? "[]").length;
    return { ms: Date.now() - started, trips, said: await seen(response, phoneNumber) };
  };
  const asked = { known: [await ask(known)], unknown: [await ask(newNumber())] };
  for (let run = 0; run < 4; run++) {
    asked.known.push(await ask(known));
    asked.unknown.push(await ask(newNumber()));
  }
  expect(asked.unknown[0]?.said).toEqual(asked.known[0]?.said);
  const least = (of: "known" | "unknown", what: "ms" | "trips") =>
    Math.min(...asked[of].map((answer) => answer[what]));
  expect(least("unknown", "trips")).toBe(least("known", "trips"));
  const ratio = least("known", "ms") / least("unknown", "ms");
  expect(ratio, JSON.stringify(asked)).toBeGreaterThan(0.5);
  expect(ratio, JSON.stringify(asked)).toBeLessThan(2);
});

test("ASVS 6.3.1: guesses by number count with those by address, and are noted", async () => {
  const { visitor, number, person } = await joinWithNumber();
  await exhaust(person.email, 9);
  const guess = { phoneNumber: number, password: "wrong" };
  const path = "/api/auth/sign-in/phone-number";
  expect((await newVisitor().call(path, guess)).status).toBe(401);
  expect((await newVisitor().call(path, guess)).status).toBe(429);
  expect((await signIn(newVisitor(), person)).status).toBe(429);
  expect((await read(await visitor.visit("/account/activity"))).text).toContain("with a wrong password");
});

test("ASVS 6.5.5, 6.6.2, 6.6.3: five tries, in the browser that asked, for ten minutes", async () => {
  const { number } = await joinWithNumber();
  const visitor = newVisitor();
  const code = await askForCode(visitor, page, number, 2);
  const form = { phoneNumber: number, code, newPassword };
  expect((await read(await newVisitor().submit(page, form))).mistake("code")).toBeTruthy();
  const endpoint = { phoneNumber: number, otp: code, newPassword };
  expect(await errorOf(await newVisitor().call("/api/auth/phone-number/reset-password", endpoint))).toEqual([
    400,
    "INVALID_OTP",
  ]);
  for (let count = 0; count < 3; count++) await visitor.submit(page, { ...form, code: otherThan(code) });
  expect((await visitor.submit(page, form)).status).toBe(400);
  const second = await askForCode(visitor, page, number, 3);
  later(10 * minutes + 1);
  expect((await visitor.submit(page, { ...form, code: second })).status).toBe(400);
});

test("a code to sign in sets no password, and one to set a password does not sign in", async () => {
  const { number } = await joinWithNumber();
  const visitor = newVisitor();
  const signInCode = await askForCode(visitor, "/sign-in/phone", number, 2);
  const resetCode = await askForCode(visitor, page, number, 3);
  const reset = await visitor.submit(page, { phoneNumber: number, code: signInCode, newPassword });
  expect([reset.status, signInCode === resetCode]).toEqual([400, false]);
  expect((await visitor.submit("/sign-in/phone", { phoneNumber: number, code: resetCode })).status).toBe(400);
});

test.each([
  ["too short", "7 chars", "Use 8 characters or more."],
  ["among the most common", "iloveyou", "This is one of the most common passwords"],
  ["one's own name", "ada lovelace", "Your name or address is easy to guess."],
  ["known from a breach", "hunter2 hunter2 hunter2", "data breach"],
])("ASVS 6.2.4: a new password that is %s is refused, and the code lives on", async (_, weak, reason) => {
  const { number } = await joinWithNumber();
  const visitor = newVisitor({ settings: { PASSWORD_BREACH_URL: "http://breaches.example/range/" } });
  const code = await askForCode(visitor, page, number, 2);
  const refused = await read(await visitor.submit(page, { phoneNumber: number, code, newPassword: weak }));
  expect(refused.mistake("newPassword")).toContain(reason);
  expect(sent(await visitor.submit(page, { phoneNumber: number, code, newPassword }))).toBe("303 /sign-in");
});

test("a password tells nobody whose number it is", async () => {
  const { number } = await joinWithNumber();
  const body = { phoneNumber: number, otp: "000000", newPassword: "Ada Lovelace" };
  const visitor = newVisitor();
  await visitor.call("/api/auth/phone-number/request-password-reset", { phoneNumber: number });
  const answer = await visitor.call("/api/auth/phone-number/reset-password", body);
  expect(await errorOf(answer)).toEqual([400, "INVALID_OTP"]);
});

test("somebody who is locked sets a password, and is not let in by it", async () => {
  const { number, person } = await joinWithNumber();
  await change("update user set banned = 1 where id = ?", await userIdOf(person.email));
  await reset(number);
  const refused = await read(await signIn(newVisitor(), { ...person, password: newPassword }));
  expect(refused.alert).toContain("This account is locked.");
});

test("ASVS 2.4.1: asking passes the bot check as it does by e-mail", async () => {
  const settings = {
    TURNSTILE_SITE_KEY: "the site key",
    TURNSTILE_SECRET_KEY: "the secret",
    TURNSTILE_VERIFY_URL: `${botCheckUrl}/verify`,
  };
  const { number } = await joinWithNumber();
  const ask = { phoneNumber: number };
  expect((await read(await newVisitor({ settings }).visit(page))).html).toContain(
    'data-sitekey="the site key"',
  );
  expect((await newVisitor({ settings }).submit(page, ask)).status).toBe(400);
  const human = { ...ask, "cf-turnstile-response": "a person" };
  expect(sent(await newVisitor({ settings }).submit(page, human))).toBe(`303 ${page}?sent=`);
  for (const path of ["phone-number/request-password-reset", "sign-in/phone-number"]) {
    const body = { ...ask, password: "some pass phrase" };
    expect(await errorOf(await newVisitor({ settings }).call(`/api/auth/${path}`, body))).toEqual([
      400,
      "BOT_CHECK_FAILED",
    ]);
  }
});

test("somebody without a number is not met by this", async () => {
  const { email, password } = await join();
  await newVisitor().submit(page, { phoneNumber: newNumber() });
  expect(sent(await signIn(newVisitor(), { email, password }))).toBe("303 /dashboard");
});

/** All that a stranger sees of an answer, without what differs from answer to answer by itself. */
async function seen(response: Response, number: string) {
  const own = /^(x-request-id|x-d1-.*)$/;
  const headers = [...response.headers]
    .filter(([name]) => !own.test(name))
    .map((header) => header.join(": "));
  return JSON.stringify([response.status, headers, await response.text()])
    .replaceAll(encodeURIComponent(number), "NUMBER")
    .replaceAll(number, "NUMBER")
    .replaceAll(/phone_reset=[\w-]{43}/g, "MARK")
    .replaceAll(/nonce(-|=\\?")[\w+/=]+/g, "nonce");
}
