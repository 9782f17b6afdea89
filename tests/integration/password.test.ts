import { expect, test } from "vitest";
import { addPasskey, newAuthenticator } from "../support/authenticator";
import { later, minutes } from "../support/clock";
import { linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { change, row, userIdOf } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/account/security/password";
const newPassword = "an entirely other phrase";

/** Takes the password away, as an account has it that was made with a passkey or a provider. */
async function joinWithoutPassword() {
  const { visitor, ...person } = await join();
  await addPasskey(visitor, newAuthenticator());
  await change("delete from account where user_id = ?", await userIdOf(person.email));
  return { visitor, person };
}

test("a password is changed, this device stays signed in, and the owner hears of it", async () => {
  const { visitor, ...person } = await join();
  const changed = await visitor.submit(page, { currentPassword: person.password, newPassword });
  expect(sent(changed)).toBe("303 /account/security");
  expect((await read(await visitor.visit("/account/security"))).message).toBe("Your password is changed.");
  expect((await signIn(newVisitor(), person)).status).toBe(400);
  expect(sent(await signIn(newVisitor(), { ...person, password: newPassword }))).toBe("303 /dashboard");
  const [mail] = await mailTo(person.email, 2);
  expect(mail?.subject).toBe("Latchkey: Your password was changed");
  expect(mail?.text).toContain("/forgot-password");
});

test("ASVS 6.2.3: without the right current password nothing changes", async () => {
  const { visitor, ...person } = await join();
  for (const currentPassword of ["", "not the one", `${person.password} `, person.password.toUpperCase()]) {
    const refused = await read(await visitor.submit(page, { currentPassword, newPassword }));
    expect([currentPassword, refused.status >= 400 && refused.status < 500]).toEqual([currentPassword, true]);
    expect(refused.mistake("currentPassword")).toMatch(
      /^(That password is not right|Enter your password)\.$/,
    );
    expect(refused.html).not.toContain(newPassword);
  }
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
});

test("ASVS 7.4.3: with the tick every other device is signed out, without it none is", async () => {
  const { visitor, ...person } = await join();
  const other = newVisitor();
  await signIn(other, person);
  expect((await read(await visitor.visit(page))).html).toMatch(
    /<input[^>]*name="revokeOtherSessions"[^>]*checked/,
  );
  await visitor.submit(page, { currentPassword: person.password, newPassword });
  later(61);
  expect((await other.visit("/dashboard")).status).toBe(200);
  await visitor.submit(page, {
    currentPassword: newPassword,
    newPassword: person.password,
    revokeOtherSessions: "on",
  });
  expect((await read(await visitor.visit("/account/security"))).message).toContain(
    "every other device is signed out",
  );
  later(61);
  expect((await other.visit("/dashboard")).status).toBe(302);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
});

const weak = [
  ["qwertyuiop", "PASSWORD_TOO_COMMON", "This is one of the most common passwords"],
  ["PASSWORD1", "PASSWORD_TOO_COMMON", "This is one of the most common passwords"],
  ["7 chars", "PASSWORD_TOO_SHORT", "Use 8 characters or more."],
  ["🦊".repeat(257), "PASSWORD_TOO_LONG", "Use 256 characters or fewer."],
  ["Ada Lovelace", "PASSWORD_IS_ABOUT_YOU", "Your name or address is easy to guess."],
  ["Latchkey", "PASSWORD_IS_ABOUT_YOU", "Your name or address is easy to guess."],
] as const;

test("ASVS 6.2.4, 6.2.11: weak passwords are refused with the reason, by the forms to sign up and to change", async () => {
  const { visitor, password: currentPassword } = await join();
  for (const [password, , reason] of weak) {
    const signUp = await read(await newVisitor().submit("/sign-up", { ...newPerson(), password }));
    expect([password, signUp.status, signUp.mistake("password")]).toEqual([
      password,
      400,
      expect.stringContaining(reason),
    ]);
    const changed = await read(await visitor.submit(page, { currentPassword, newPassword: password }));
    expect([password, changed.status, changed.mistake("newPassword")]).toEqual([
      password,
      400,
      expect.stringContaining(reason),
    ]);
  }
});

async function resetToken(email: string) {
  await newVisitor().call("/api/auth/request-password-reset", { email });
  return new URL(await linkTo(email, /Set a new password/), "http://localhost").searchParams.get("token");
}

test("ASVS 6.2.4: so do the endpoints, whichever way a program comes", async () => {
  const { visitor, email, password: currentPassword } = await join();
  const token = await resetToken(email);
  const codeOf = async (answer: Response) => [answer.status, (await answer.json<{ code: string }>()).code];
  for (const [password, code] of weak) {
    const calls: [string, Visitor, object][] = [
      ["sign-up/email", newVisitor(), { ...newPerson(), password }],
      ["change-password", visitor, { currentPassword, newPassword: password }],
      ["reset-password", newVisitor(), { newPassword: password, token }],
    ];
    for (const [path, who, body] of calls)
      expect([path, password, ...(await codeOf(await who.call(`/api/auth/${path}`, body)))]).toEqual([
        path,
        password,
        400,
        code,
      ]);
  }
});

test("a link to set a password that was handed out before the change is dead after it", async () => {
  const { visitor, ...person } = await join();
  const token = await resetToken(person.email);
  await visitor.submit(page, { currentPassword: person.password, newPassword });
  const late = await newVisitor().submit(`/reset-password?token=${token}`, {
    newPassword: "whatever Mallory likes",
  });
  expect(late.status).toBe(400);
  expect(sent(await signIn(newVisitor(), { ...person, password: newPassword }))).toBe("303 /dashboard");
});

test.each([
  ["64 characters", "64 characters and not one fewer, which is what a good one can be".slice(0, 64)],
  ["128 characters", `${"word ".repeat(25)}end`],
  ["256 characters of Chinese", `${"正确的马电池订书钉吗".repeat(25)}六个字不多少`],
  ["emoji", "🦊🐻🐼🐨🐯🦁🐮🐷"],
  ["spaces at both ends", "  spaced out  "],
])(
  "ASVS 6.2.8, 6.2.9: a password of %s signs in whole, and not without its last character",
  async (_, password) => {
    const { visitor: __, ...person } = await join({ ...newPerson(), password });
    expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
    const shorter = [...password].slice(0, -1).join("");
    expect((await signIn(newVisitor(), { ...person, password: shorter })).status).toBe(400);
  },
);

test("ASVS 11.4.2: what is stored is a scrypt string that says how it was made", async () => {
  const { email, password } = await join();
  const stored = await row<{ password: string }>(
    "select password from account where user_id = ?",
    await userIdOf(email),
  );
  expect(stored?.password).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
  expect(stored?.password).not.toContain(password);
});

test("somebody without a password sets one, by the same rules", async () => {
  const { visitor, person } = await joinWithoutPassword();
  const form = await read(await visitor.visit(page));
  expect(form.html).not.toContain('name="currentPassword"');
  expect(form.html).toMatch(/<button[^>]*>Set password<\/button>/);
  const refused = await read(await visitor.submit(page, { newPassword: "iloveyou" }));
  expect([refused.status, refused.mistake("newPassword")]).toEqual([
    400,
    expect.stringContaining("most common"),
  ]);
  expect(sent(await visitor.submit(page, { newPassword }))).toBe("303 /account/security");
  expect(sent(await signIn(newVisitor(), { ...person, password: newPassword }))).toBe("303 /dashboard");
  const subjects = (await mailTo(person.email, 3)).map(({ subject }) => subject);
  expect(subjects.join()).toContain("A password was set for your account");
});

test("ASVS 7.5.1: setting a first password needs a proof of the last ten minutes", async () => {
  const { visitor, person } = await joinWithoutPassword();
  later(11 * minutes);
  const confirm = `/account/confirm?returnTo=${encodeURIComponent(page)}`;
  expect(sent(await visitor.visit(page))).toBe(`302 ${confirm}`);
  expect(sent(await visitor.submit(page, { newPassword }))).toBe(`303 ${confirm}`);
  expect((await signIn(newVisitor(), { ...person, password: newPassword })).status).toBe(400);
});

test("somebody without password, passkey and app proves themselves by a code in a mail", async () => {
  const { visitor, person } = await joinWithoutPassword();
  await change("DELETE FROM passkey WHERE user_id = ?", await userIdOf(person.email));
  const confirm = `/account/confirm?returnTo=${encodeURIComponent(page)}`;
  await visitor.submit(confirm, { intent: "send" });
  const [{ subject } = { subject: "" }] = await mailTo(person.email, 2);
  const code = subject.slice(0, 6);
  expect((await visitor.submit(confirm, { intent: "mail", code: "000000" })).status).toBe(400);
  expect(sent(await visitor.submit(confirm, { intent: "mail", code }))).toBe(`303 ${page}`);
  later(9 * minutes);
  expect((await visitor.visit(page)).status).toBe(200);
});
