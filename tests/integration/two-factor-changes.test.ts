import { expect, test } from "vitest";
import { mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, type Person, signIn } from "../support/people";
import {
  backupCodesOn,
  joinWithTwoFactor,
  nextCode,
  signInWithCode,
  turnOnTwoFactor,
} from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/account/security/two-factor";

async function signInWithBackupCode(person: Person, code: string) {
  const visitor = newVisitor();
  await signIn(visitor, person);
  return visitor.submit("/sign-in/backup-code", { code });
}

function makeNewCodes(visitor: Visitor, password: string) {
  return visitor.submit(page, { intent: "new-codes", password });
}

test("new backup codes end the old ones, and the owner hears of it", async () => {
  const { visitor, person, backupCodes } = await joinWithTwoFactor();
  const made = await read(await makeNewCodes(visitor, person.password));
  const codes = backupCodesOn(made.html);
  expect(new Set([...codes, ...backupCodes]).size).toBe(20);
  expect(made.html).toContain('download="backup-codes.txt"');
  for (const old of backupCodes.slice(0, 2))
    expect((await signInWithBackupCode(person, old)).status).toBe(400);
  expect(sent(await signInWithBackupCode(person, codes[0] ?? ""))).toBe("303 /dashboard");
  expect((await mailTo(person.email, 3))[0]?.subject).toBe("Latchkey: New backup codes were made");
});

test("a device that asks for new codes without the password gets none", async () => {
  const { visitor, person, backupCodes } = await joinWithTwoFactor();
  const refused = await read(await makeNewCodes(visitor, "not the one"));
  expect([refused.status, refused.mistake("password"), backupCodesOn(refused.html)]).toEqual([
    400,
    "That password is not right.",
    [],
  ]);
  expect(sent(await signInWithBackupCode(person, backupCodes[0] ?? ""))).toBe("303 /dashboard");
});

test("turning it off needs the password, and then the password is enough again", async () => {
  const { visitor, person } = await joinWithTwoFactor();
  const refused = await read(await visitor.submit(page, { intent: "turn-off", password: "not the one" }));
  expect([refused.status, refused.mistake("password")]).toEqual([400, "That password is not right."]);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /sign-in/two-factor");
  expect(sent(await visitor.submit(page, { intent: "turn-off", password: person.password }))).toBe(
    "303 /account/security",
  );
  const after = await read(await visitor.visit("/account/security"));
  expect([after.message, after.text]).toEqual([
    "Two-step verification is off.",
    expect.stringMatching(/Two-step verification Off/),
  ]);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
  expect((await mailTo(person.email, 3))[0]?.subject).toBe("Latchkey: Two-step verification was turned off");
});

test("turned on again, it has a new secret: the old one, the old backup codes and old trust are worth nothing", async () => {
  const { visitor, person, secret: oldSecret, backupCodes: oldCodes } = await joinWithTwoFactor();
  const trusted = newVisitor();
  await signIn(trusted, person);
  await trusted.submit("/sign-in/two-factor", { code: await nextCode(oldSecret), trustDevice: "on" });
  await trusted.submit("/sign-out", {});
  await visitor.submit(page, { intent: "turn-off", password: person.password });
  const { secret } = await turnOnTwoFactor(visitor, person.password);
  expect(secret).not.toBe(oldSecret);
  expect((await signInWithCode(newVisitor(), person, oldSecret)).status).toBe(400);
  expect((await signInWithBackupCode(person, oldCodes[0] ?? "")).status).toBe(400);
  expect(sent(await signIn(trusted, person))).toBe("303 /sign-in/two-factor");
  expect(sent(await signInWithCode(newVisitor(), person, secret))).toBe("303 /dashboard");
});

test("turning it on a second time does not replace the secret that is in use", async () => {
  const { visitor, person, secret } = await joinWithTwoFactor();
  const again = await read(await visitor.submit(page, { intent: "turn-on", password: person.password }));
  expect([again.status, again.alert]).toEqual([
    400,
    expect.stringContaining("Two-step verification is on already."),
  ]);
  expect(again.html).not.toContain("totp-secret");
  expect(sent(await signInWithCode(newVisitor(), person, secret))).toBe("303 /dashboard");
});

test("begun but not confirmed, it changes nothing at sign-in, and begins anew with another secret", async () => {
  const { visitor, ...person } = await join();
  const begin = async () =>
    (await read(await visitor.submit(page, { intent: "turn-on", password: person.password }))).html;
  const secretOf = (html: string) => /data-testid="totp-secret"[^>]*>([^<]+)</.exec(html)?.[1];
  const [first, second] = [secretOf(await begin()), secretOf(await begin())];
  expect([first, second]).toEqual([expect.any(String), expect.any(String)]);
  expect(first).not.toBe(second);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
});
