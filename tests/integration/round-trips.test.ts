import { expect, test } from "vitest";
import { addPasskey, newAuthenticator, signInWithPasskey } from "../support/authenticator";
import { linkTo } from "../support/mailbox";
import { newPerson, signIn } from "../support/people";
import { nextCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

/**
 * How often an answer may go to the database, by what somebody does; a batch is one round trip. Work that goes on after
 * the answer is in it, such as the note in the account's own list and of its device, and one or two for what is over
 * and is removed now and then, or for rows of the audit log that are chained. D1 allows 50 on Cloudflare's Free plan.
 */
const budgets: Record<string, number> = {
  "sign-up": 9,
  "sign-up with a taken address": 4,
  "confirming an address": 12,
  "sign-in": 12,
  "sign-in with a wrong password": 5,
  "sign-in, first step of two": 16,
  "sign-in, second step": 28,
  "sign-in on a trusted device": 18,
  "a challenge for a passkey": 3,
  "sign-in with a passkey": 18,
  "sign-out": 9,
  "asking for a reset": 9,
  "setting a new password": 21,
  "changing the password": 23,
  "saving the profile": 6,
  "the list of devices": 1,
  "the list of passkeys": 2,
  "the overview of security": 1,
  "ending other sessions": 5,
};

test("no flow goes to the database more often than it may", async () => {
  const spent = await roundTripsOfEveryFlow();
  console.log(
    Object.entries(spent)
      .map(([flow, count]) => `${count} of ${budgets[flow]}  ${flow}`)
      .join("\n"),
  );
  expect(Object.keys(spent)).toEqual(Object.keys(budgets));
  for (const [flow, count] of Object.entries(spent))
    expect(count, flow).toBeLessThanOrEqual(budgets[flow] ?? 0);
});

async function roundTripsOfEveryFlow(): Promise<Record<string, number>> {
  const person = newPerson();
  const device = newAuthenticator();
  const visitor = newVisitor();
  const spent: Record<string, number> = {};
  const spend = async (flow: string, answer: Promise<Response>) => {
    const response = await answer;
    spent[flow] = roundTrips(response);
    return response;
  };
  await spend("sign-up", visitor.submit("/sign-up", person));
  await spend("sign-up with a taken address", newVisitor().submit("/sign-up", person));
  const link = await linkTo(person.email, /Confirm/);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  await spend("confirming an address", visitor.submit(link, { intent: "confirm", token }));
  await spend("sign-in", signIn(newVisitor(), person));
  await spend("sign-in with a wrong password", signIn(newVisitor(), { ...person, password: "wrong" }));
  await addPasskey(visitor, device);
  const { secret } = await turnOnTwoFactor(visitor, person.password);
  const half = newVisitor();
  await spend("sign-in, first step of two", signIn(half, person));
  const code = await nextCode(secret);
  await spend("sign-in, second step", half.submit("/sign-in/two-factor", { code, trustDevice: "on" }));
  await half.submit("/sign-out", {});
  await spend("sign-in on a trusted device", signIn(half, person));
  await spend("a challenge for a passkey", newVisitor().visit("/sign-in/passkey"));
  await spend("sign-in with a passkey", signInWithPasskey(newVisitor(), device));
  await spend("sign-out", half.submit("/sign-out", {}));
  await spend("asking for a reset", newVisitor().submit("/forgot-password", { email: person.email }));
  const newPassword = `${person.password} again`;
  await spend(
    "setting a new password",
    newVisitor().submit(await linkTo(person.email, /password/), { newPassword }),
  );
  const again = newVisitor();
  await signInWithPasskey(again, device);
  const changed = { currentPassword: newPassword, newPassword: person.password, revokeOtherSessions: "on" };
  await spend("changing the password", again.submit("/account/security/password", changed));
  await spend(
    "saving the profile",
    again.submit("/account", { name: "Ada", username: "", bio: "", website: "" }),
  );
  await spend("the list of devices", again.visit("/account/security/sessions"));
  await spend("the list of passkeys", again.visit("/account/security/passkeys"));
  await spend("the overview of security", again.visit("/account/security"));
  await spend("ending other sessions", again.submit("/account/security/sessions", { intent: "end-others" }));
  return spent;
}

function roundTrips(response: Response): number {
  return Number(response.headers.get("x-d1-queries"));
}
