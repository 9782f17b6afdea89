import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, signIn } from "../support/people";
import { rows, userIdOf } from "../support/records";
import {
  askForSecret,
  backupCodesOn,
  codeNow,
  givePassword,
  joinWithTwoFactor,
  nextCode,
  secretOn,
  signInWithCode,
  turnOnTwoFactor,
} from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/account/security/two-factor";
const challenge = "/sign-in/two-factor";

test("turning it on needs the password", async () => {
  const { visitor } = await join();
  const { shown } = await askForSecret(visitor, "not the one");
  expect([shown.status, shown.mistake("password")]).toEqual([400, "That password is not right."]);
  expect(shown.html).not.toContain("totp-secret");
});

test("the QR code is SVG, the secret can be typed, and a wrong code leaves both on the page", async () => {
  const { visitor, email, password } = await join();
  const { shown, secret } = await askForSecret(visitor, password);
  expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
  expect(shown.html).toMatch(/<svg role="img" aria-label="[^"]+"/);
  expect(shown.html).toContain(`otpauth://totp/Latchkey:${encodeURIComponent(email)}?secret=${secret}`);
  for (const code of ["000000", "12345", ""]) {
    const wrong = await read(await visitor.submit(page, { intent: "confirm", code }));
    expect([code, wrong.status >= 400 && wrong.status < 500, secretOn(wrong.html)]).toEqual([
      code,
      true,
      secret,
    ]);
    expect(wrong.mistake("code")).toBeTruthy();
    expect(wrong.html).toMatch(/<svg role="img"/);
  }
  expect(sent(await signIn(newVisitor(), { email, password }))).toBe("303 /dashboard");
});

test("a right code turns it on, shows ten backup codes once, also as a file, and tells the owner by mail", async () => {
  const { visitor, password, email } = await join();
  const { secret } = await askForSecret(visitor, password);
  const on = await read(await visitor.submit(page, { intent: "confirm", code: await codeNow(secret) }));
  const codes = backupCodesOn(on.html);
  expect(new Set(codes).size).toBe(10);
  const [, file = ""] =
    /href="data:text\/plain;charset=utf-8,([^"]+)" download="backup-codes.txt"/.exec(on.html) ?? [];
  expect(decodeURIComponent(file)).toBe(`${codes.join("\n")}\n`);
  const after = await read(await visitor.visit(page));
  expect(after.text).toContain("10 of your backup codes are left");
  expect(after.html).not.toContain(codes[0]);
  expect((await read(await visitor.visit("/account/security"))).text).toMatch(/Two-step verification On/);
  const [mail] = await mailTo(email, 2);
  expect(mail?.subject).toBe("Latchkey: Two-step verification was turned on");
});

test("the backup codes do not come back, not even for a right code", async () => {
  const { visitor, secret, backupCodes } = await joinWithTwoFactor();
  const again = await visitor.submit(page, { intent: "confirm", code: await nextCode(secret) });
  expect(sent(again)).toBe(`303 ${page}`);
  expect(await again.text()).not.toContain(backupCodes[0]);
});

test("neither secret nor backup codes lie readable in the database", async () => {
  const { person, secret, backupCodes } = await joinWithTwoFactor();
  const stored = JSON.stringify(
    await rows("select * from two_factor where user_id = ?", await userIdOf(person.email)),
  );
  for (const plain of [secret, ...backupCodes]) expect(stored).not.toContain(plain);
});

test("ASVS 7.2.4: the session changes when the second factor is turned on", async () => {
  const { visitor, password } = await join();
  const before = visitor.cookies.get("latchkey.session_token");
  await turnOnTwoFactor(visitor, password);
  expect(visitor.cookies.get("latchkey.session_token")).not.toBe(before);
  expect(await isSignedIn(visitor)).toBe(true);
});

test("with it, the password alone opens nothing, and the code goes on to where one wanted", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const visitor = newVisitor();
  const asked = await visitor.submit("/sign-in?returnTo=%2Faccount", { ...person });
  expect(sent(asked)).toBe(`303 ${challenge}?returnTo=%2Faccount`);
  expect(await isSignedIn(visitor)).toBe(false);
  const form = await read(await visitor.visit(`${challenge}?returnTo=%2Faccount`));
  expect(form.html).toContain('href="/sign-in/backup-code?returnTo=%2Faccount"');
  const code = await nextCode(secret);
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
  expect(sent(await visitor.submit(`${challenge}?returnTo=%2Faccount`, { code: spaced }))).toBe(
    "303 /account",
  );
  expect(await isSignedIn(visitor)).toBe(true);
});

test("the pages for the code are only for who gave the password in this browser", async () => {
  for (const path of [challenge, "/sign-in/backup-code"]) {
    expect(sent(await newVisitor().visit(path))).toBe("302 /sign-in");
    expect(sent(await newVisitor().submit(path, { code: "123456" }))).toBe("302 /sign-in");
  }
});

test("ASVS 6.5.1: a code works once, in a second browser too", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const [first, second] = [await givePassword(person), await givePassword(person)];
  const code = await nextCode(secret);
  expect(sent(await first.submit(challenge, { code }))).toBe("303 /dashboard");
  const replayed = await read(await second.submit(challenge, { code }));
  expect([replayed.status, replayed.mistake("code")]).toEqual([
    400,
    "That code has been used already. Wait for the next one.",
  ]);
  expect(await isSignedIn(second)).toBe(false);
  expect(sent(await second.submit(challenge, { code: await nextCode(secret) }))).toBe("303 /dashboard");
});

test("ASVS 6.5.1: the code that turned it on does not sign in, and of two at once one does", async () => {
  const { visitor, ...person } = await join();
  const { secret } = await askForSecret(visitor, person.password);
  const code = await codeNow(secret);
  await visitor.submit(page, { intent: "confirm", code });
  const browser = await givePassword(person);
  expect((await browser.submit(challenge, { code })).status).toBe(400);
  const both = [await givePassword(person), await givePassword(person)];
  const fresh = await nextCode(secret);
  const answers = await Promise.all(both.map((browser) => browser.submit(challenge, { code: fresh })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
});

test("ASVS 6.5.1: a backup code works once, however it is typed", async () => {
  const { visitor, person, backupCodes } = await joinWithTwoFactor();
  const [code = "", another = ""] = backupCodes;
  const use = async (browser: Visitor, typed: string) =>
    browser.submit("/sign-in/backup-code", { code: typed });
  expect(sent(await use(await givePassword(person), code))).toBe("303 /dashboard");
  const browser = await givePassword(person);
  const again = await read(await use(browser, code));
  expect([again.status, again.mistake("code")]).toEqual([400, expect.stringContaining("was used before")]);
  expect(sent(await use(browser, ` ${another.replace("-", " ").toUpperCase()} `))).toBe("303 /dashboard");
  expect((await read(await visitor.visit(page))).text).toContain("8 of your backup codes are left");
});

test.each([
  ["codes", challenge, "000000"],
  ["backup codes", "/sign-in/backup-code", "aaaaa-aaaaa"],
])(
  "ASVS 6.6.3: five wrong %s end the attempt, and then not even a right one opens",
  async (_, path, wrong) => {
    const { person, secret, backupCodes } = await joinWithTwoFactor();
    const visitor = await givePassword(person);
    for (let times = 0; times < 5; times++)
      expect((await visitor.submit(path, { code: wrong })).status).toBe(400);
    const right = path === challenge ? await nextCode(secret) : (backupCodes[0] ?? "");
    expect(sent(await visitor.submit(path, { code: right }))).toBe("303 /sign-in");
    expect((await read(await visitor.visit("/sign-in"))).message).toContain("too many wrong codes");
    expect(await isSignedIn(visitor)).toBe(false);
    expect(sent(await signInWithCode(visitor, person, secret))).toBe("303 /dashboard");
  },
);

test("ten minutes after the password it is asked for again", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const visitor = await givePassword(person);
  later(11 * minutes);
  expect(sent(await visitor.submit(challenge, { code: await codeNow(secret) }))).toBe("303 /sign-in");
  expect(await isSignedIn(visitor)).toBe(false);
});
