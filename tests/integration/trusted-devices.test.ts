import { expect, test } from "vitest";
import { days, later } from "../support/clock";
import { sent } from "../support/page";
import { type Person, signIn } from "../support/people";
import { givePassword, joinWithTwoFactor, nextCode, signInWithCode } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

const challenge = "/sign-in/two-factor";

async function trust(person: Person, secret: string) {
  const visitor = await givePassword(person);
  await visitor.submit(challenge, { code: await nextCode(secret), trustDevice: "on" });
  await visitor.submit("/sign-out", {});
  return visitor;
}

test("a trusted device is not asked for 30 days, another one is, and without the tick it is the next time", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const trusted = await trust(person, secret);
  later(29 * days);
  expect(sent(await signIn(trusted, person))).toBe("303 /dashboard");
  await trusted.submit("/sign-out", {});
  later(31 * days);
  expect(sent(await signIn(trusted, person))).toBe(`303 ${challenge}`);
  const untrusted = newVisitor();
  await signInWithCode(untrusted, person, secret);
  await untrusted.submit("/sign-out", {});
  expect(sent(await signIn(untrusted, person))).toBe(`303 ${challenge}`);
});

test("one person's trusted device is not trusted for another person", async () => {
  const ada = await joinWithTwoFactor();
  const eve = await joinWithTwoFactor();
  const trusted = await trust(ada.person, ada.secret);
  expect(sent(await signIn(trusted, eve.person))).toBe(`303 ${challenge}`);
});

test("changing the password and signing out every other device ends the trust in them as well", async () => {
  const { visitor, person, secret } = await joinWithTwoFactor();
  const trusted = await trust(person, secret);
  const changed = { currentPassword: person.password, newPassword: "an entirely other phrase" };
  await visitor.submit("/account/security/password", { ...changed, revokeOtherSessions: "on" });
  expect(sent(await signIn(trusted, { ...person, password: changed.newPassword }))).toBe(`303 ${challenge}`);
});
