import { expect, test, vi } from "vitest";
import { days, later } from "../support/clock";
import { allMailTo, linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, type Person, signIn } from "../support/people";
import { rows, userIdOf } from "../support/records";
import { deployed, newVisitor } from "../support/visitor";

async function newDeviceMails(email: string) {
  return (await allMailTo(email)).filter(({ subject }) => subject.startsWith("New sign-in"));
}

async function knownDevices(email: string, count: number) {
  const query = "select device_hash from known_device where user_id = ?";
  const userId = await userIdOf(email);
  return vi.waitFor(async () => {
    const found = await rows<{ device_hash: string }>(query, userId);
    expect(found).toHaveLength(count);
    return found;
  }, 5000);
}

async function anotherDevice(person: Person) {
  const visitor = newVisitor();
  const form = { email: person.email, password: person.password };
  await visitor.send("/sign-in", { form, cf: { city: "London", region: "England", country: "GB" } });
  return visitor;
}

test("ASVS 6.3.5: a sign-in from another device is told by mail, with device, place and one link", async () => {
  const { visitor: _, ...person } = await join();
  await knownDevices(person.email, 1);
  expect(await newDeviceMails(person.email)).toEqual([]);
  await anotherDevice(person);
  await linkTo(person.email, /New sign-in/);
  const [mail] = await newDeviceMails(person.email);
  expect(mail?.text).toMatch(/Firefox on Linux, London, England, GB, IP address 198\./);
  expect(mail?.links.filter((link) => link.includes("/not-me?token="))).toHaveLength(1);
});

test("a device that is known is told of no more, after signing out, too", async () => {
  const { visitor, ...person } = await join();
  await visitor.submit("/sign-out", {});
  await signIn(visitor, person);
  const other = await anotherDevice(person);
  await linkTo(person.email, /New sign-in/);
  await other.submit("/sign-out", {});
  await signIn(other, person);
  await knownDevices(person.email, 2);
  expect(await newDeviceMails(person.email)).toHaveLength(1);
});

test("ASVS 6.3.7: by the link that device is signed out, and a new password is set", async () => {
  const { visitor, ...person } = await join();
  const stolen = await anotherDevice(person);
  const link = await linkTo(person.email, /New sign-in/);
  const shown = await read(await newVisitor().visit(link));
  expect([shown.status, shown.heading]).toEqual([200, "Was this not you?"]);
  expect(shown.text).toContain("Firefox on Linux, London, England, GB");
  expect(await isSignedIn(stolen)).toBe(true);
  const owner = newVisitor();
  const answer = await owner.submit(link, {});
  expect(sent(answer)).toMatch(/^303 \/reset-password\?token=/);
  later(61);
  expect(await isSignedIn(stolen)).toBe(false);
  expect(await isSignedIn(visitor)).toBe(true);
  await knownDevices(person.email, 1);
  const reset = answer.headers.get("location") ?? "";
  expect((await read(await owner.visit(reset))).text).toContain(`For ${person.email}`);
  expect(sent(await owner.submit(reset, { newPassword: "an entirely other phrase" }))).toBe("303 /sign-in");
});

test("ASVS 6.4.1: the link works once, for seven days, and one that never was does not", async () => {
  const { visitor: _, ...person } = await join();
  await anotherDevice(person);
  const link = await linkTo(person.email, /New sign-in/);
  await newVisitor().submit(link, {});
  await anotherDevice(person);
  await vi.waitFor(async () => expect(await newDeviceMails(person.email)).toHaveLength(2), 5000);
  const second = await linkTo(person.email, /New sign-in/);
  later(7 * days + 1);
  for (const dead of [link, second, "/not-me", "/not-me?token=guessed"]) {
    expect([dead, (await newVisitor().visit(dead)).status]).toEqual([dead, 410]);
    expect([dead, (await newVisitor().submit(dead, {})).status]).toEqual([dead, 410]);
  }
});

test("ASVS 3.3.1, 3.3.4: the cookie is for servers alone, lives long, and is kept as a hash", async () => {
  const { visitor, ...person } = await join();
  const token = visitor.cookies.get("device") ?? "";
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(JSON.stringify(await knownDevices(person.email, 1))).not.toContain(token);
  const answer = await signIn(newVisitor(deployed), person);
  const cookie = answer.headers.getSetCookie().find((set) => set.includes("device="));
  expect(cookie).toMatch(
    /^__Host-device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});
