import { expect, test } from "vitest";
import { addPasskey, newAuthenticator, passkeyOptions, signInWithPasskey } from "../support/authenticator";
import { mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { idsOf, joinWithPasskey } from "../support/passkey-people";
import { join } from "../support/people";
import { change, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const page = "/account/security/passkeys";

test("a passkey is added, named after the device, listed, and its owner is told by mail", async () => {
  const { visitor, person } = await joinWithPasskey();
  const shown = await read(await visitor.visit(page));
  expect(shown.text).toMatch(/Firefox on Linux Synced Added (now|\d+ seconds? ago)/);
  expect((await read(await visitor.visit("/account/security"))).text).toMatch(/Passkeys 1/);
  const [mail] = await mailTo(person.email, 2);
  expect(mail?.subject).toBe("Latchkey: A passkey was added to your account");
});

test("WebAuthn L3 14.6.1: all passkeys of an account have one user handle, which is no address and is what the page signals", async () => {
  const { visitor } = await join();
  const device = newAuthenticator();
  await addPasskey(visitor, device);
  await addPasskey(visitor, device);
  const [first, second] = device.credentials.map(({ userHandle }) => userHandle);
  expect(second).toBe(first);
  expect(Buffer.from(first ?? "", "base64url").toString()).not.toMatch(/@|ada/i);
  expect(Buffer.from(first ?? "", "base64url").length).toBeGreaterThanOrEqual(16);
  const { html } = await read(await visitor.visit(page));
  expect(html).toContain(`\\"${first}\\"`);
  for (const { id } of device.credentials) expect(html).toContain(Buffer.from(id).toString("base64url"));
  const other = newAuthenticator();
  const { visitor: stranger } = await join();
  await addPasskey(stranger, other);
  expect(other.credentials[0]?.userHandle).not.toBe(first);
});

test("what the browser is asked for: a discoverable passkey with user verification, not one that is there already", async () => {
  const { visitor, device, person } = await joinWithPasskey();
  const options = await (await visitor.visit(`${page}/new`)).json<Record<string, unknown>>();
  expect(options).toMatchObject({
    rp: { id: "localhost", name: "Latchkey" },
    user: { name: person.email, displayName: person.name },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    excludeCredentials: [{ id: Buffer.from(device.credentials[0]?.id ?? []).toString("base64url") }],
  });
  const request = await passkeyOptions(newVisitor());
  expect(request).toMatchObject({ rpId: "localhost", userVerification: "required" });
  expect(request.allowCredentials ?? []).toEqual([]);
  expect(Buffer.from(request.challenge, "base64url").length).toBeGreaterThanOrEqual(16);
});

test("a passkey is renamed and removed by its owner, who hears of the removal", async () => {
  const { visitor, person, device } = await joinWithPasskey();
  const [id = ""] = await idsOf(person.email);
  expect(sent(await visitor.submit(page, { intent: "rename", id, name: " Key on the desk " }))).toBe(
    `303 ${page}`,
  );
  const renamed = await read(await visitor.visit(page));
  expect([renamed.message, renamed.text]).toEqual([
    "The passkey is renamed.",
    expect.stringContaining("Key on the desk Synced"),
  ]);
  for (const name of [" ", "a".repeat(61)])
    expect((await visitor.submit(page, { intent: "rename", id, name })).status).toBe(422);
  expect(sent(await visitor.submit(page, { intent: "remove", id }))).toBe(`303 ${page}`);
  expect((await read(await visitor.visit(page))).message).toBe("The passkey is removed.");
  expect((await mailTo(person.email, 3))[0]?.subject).toBe(
    "Latchkey: A passkey was removed from your account",
  );
  expect((await signInWithPasskey(newVisitor(), device)).status).toBe(404);
});

test("somebody else's passkey can be neither renamed nor removed", async () => {
  const { visitor: owner, person } = await joinWithPasskey();
  const { visitor: mallory } = await joinWithPasskey();
  const [id = ""] = await idsOf(person.email);
  for (const intent of ["rename", "remove"])
    expect([intent, (await mallory.submit(page, { intent, id, name: "Mine now" })).status]).toEqual([
      intent,
      404,
    ]);
  expect((await read(await owner.visit(page))).text).toMatch(/Firefox on Linux Synced/);
});

test("the last way to sign in cannot be removed, the last but one can", async () => {
  const { visitor, person, device } = await joinWithPasskey();
  await addPasskey(visitor, device);
  await change("update account set password = null where user_id = ?", await userIdOf(person.email));
  const [first = "", second = ""] = await idsOf(person.email);
  expect(sent(await visitor.submit(page, { intent: "remove", id: first }))).toBe(`303 ${page}`);
  const refused = await read(await visitor.submit(page, { intent: "remove", id: second }));
  expect([refused.status, refused.alert]).toEqual([
    400,
    expect.stringContaining("This is the last way to sign in"),
  ]);
  expect(await idsOf(person.email)).toEqual([second]);
});

test("the list says when a passkey was last used, once it was", async () => {
  const { visitor, device } = await joinWithPasskey();
  expect((await read(await visitor.visit(page))).text).not.toContain("Last used");
  await signInWithPasskey(newVisitor(), device);
  await expect
    .poll(async () => (await read(await visitor.visit(page))).text)
    .toMatch(/Last used (now|\d+ seconds? ago)/);
});
