import { expect, test } from "vitest";
import { addPasskey, newAuthenticator, passkeyOptions, signInWithPasskey } from "../support/authenticator";
import { later, minutes } from "../support/clock";
import { idsOf, joinWithPasskey } from "../support/passkey-people";
import { isSignedIn, join } from "../support/people";
import { turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

const page = "/account/security/passkeys";

test("signing in with a passkey goes on to where one wanted, and to no other site", async () => {
  const { device } = await joinWithPasskey();
  const visitor = newVisitor();
  const answer = await signInWithPasskey(visitor, device, {}, "/account/security");
  expect([answer.status, await answer.json()]).toEqual([200, { location: "/account/security" }]);
  expect(await isSignedIn(visitor)).toBe(true);
  for (const returnTo of [undefined, "//evil.example", "/..//evil.example"])
    expect(await (await signInWithPasskey(newVisitor(), device, {}, returnTo)).json()).toEqual({
      location: "/dashboard",
    });
});

test("a passkey is both factors: no code is asked for", async () => {
  const { visitor, device, person } = await joinWithPasskey();
  await turnOnTwoFactor(visitor, person.password);
  const other = newVisitor();
  expect((await signInWithPasskey(other, device)).status).toBe(200);
  expect(await isSignedIn(other)).toBe(true);
});

test("the answer to a challenge works once", async () => {
  const { device } = await joinWithPasskey();
  const visitor = newVisitor();
  const response = await device.get(await passkeyOptions(visitor));
  const replay = newVisitor();
  for (const [name, value] of visitor.cookies) replay.cookies.set(name, value);
  expect((await visitor.call("/sign-in/passkey", { response })).status).toBe(200);
  expect((await replay.call("/sign-in/passkey", { response })).status).toBe(400);
  expect(await isSignedIn(replay)).toBe(false);
});

test("an answer belongs to the browser that asked, for five minutes", async () => {
  const { device } = await joinWithPasskey();
  const [asked, other] = [newVisitor(), newVisitor()];
  const response = await device.get(await passkeyOptions(asked));
  expect((await other.call("/sign-in/passkey", { response })).status).toBe(400);
  await passkeyOptions(other);
  expect((await other.call("/sign-in/passkey", { response })).status).toBe(400);
  later(6 * minutes);
  expect((await asked.call("/sign-in/passkey", { response })).status).toBe(400);
  expect((await isSignedIn(asked)) || (await isSignedIn(other))).toBe(false);
});

test.each([
  ["did not check who is using it", { verifiesUser: false }],
  ["answers for another site", { origin: "http://evil.example" }],
])("a device that %s is refused, when adding and when signing in", async (_, ceremony) => {
  const { visitor, device, person } = await joinWithPasskey();
  const stranger = newVisitor();
  expect((await signInWithPasskey(stranger, device, ceremony)).status).toBe(400);
  expect(await isSignedIn(stranger)).toBe(false);
  expect((await addPasskey(visitor, newAuthenticator(), ceremony)).status).toBe(400);
  expect(await idsOf(person.email)).toHaveLength(1);
});

test("a copy of a passkey, whose counter runs behind, is refused", async () => {
  const { visitor } = await join();
  const device = newAuthenticator();
  await addPasskey(visitor, device, { counter: 5 });
  expect((await signInWithPasskey(newVisitor(), device, { counter: 9 })).status).toBe(200);
  expect((await signInWithPasskey(newVisitor(), device, { counter: 7 })).status).toBe(400);
  expect((await signInWithPasskey(newVisitor(), device, { counter: 10 })).status).toBe(200);
});

test("a signature by another key is refused", async () => {
  const { device } = await joinWithPasskey();
  const visitor = newVisitor();
  const response = await device.get(await passkeyOptions(visitor));
  const bytes = Buffer.from(response.response.authenticatorData, "base64url");
  bytes[36] = (bytes[36] ?? 0) ^ 1; // the signature covers every bit
  response.response.authenticatorData = bytes.toString("base64url");
  expect((await visitor.call("/sign-in/passkey", { response })).status).toBe(400);
});

test("a passkey that no account knows gets 404, so that the browser can forget it; junk gets 400", async () => {
  const { visitor, device, person } = await joinWithPasskey();
  await visitor.submit(page, { intent: "remove", id: (await idsOf(person.email))[0] ?? "" });
  const answer = await signInWithPasskey(newVisitor(), device);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { message: expect.stringContaining("No account here knows") },
  ]);
  for (const junk of [
    null,
    {},
    { response: "text" },
    { response: {} },
    { response: { id: {} } },
    { response: { id: "x" } },
  ]) {
    const browser = newVisitor();
    await passkeyOptions(browser);
    const { status } = await browser.call("/sign-in/passkey", junk);
    expect([JSON.stringify(junk), status >= 400 && status < 500]).toEqual([JSON.stringify(junk), true]);
  }
});
