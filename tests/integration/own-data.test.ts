import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { rows, userIdOf } from "../support/records";
import { joinWithTwoFactor } from "../support/two-factor";

const file = "/account/data/download";

test("GDPR 20: the file holds everything about the person, and is to be saved", async () => {
  const { visitor, email, name } = await join();
  await visitor.submit("/account", { name, username: "", bio: "Analyst.", website: "" });
  const response = await visitor.visit(file);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const data = await response.json<Record<string, unknown>>();
  expect(data).toMatchObject({
    format: "latchkey-account-1",
    user: { name, email, emailVerified: true },
    profile: { bio: "Analyst." },
    connections: [{ provider: "credential" }],
    sessions: [{ ipAddress: expect.any(String), userAgent: expect.stringContaining("Firefox") }],
    passkeys: [],
    emailChanges: [],
  });
  expect(data).toHaveProperty("activity");
  expect(data).toHaveProperty("knownDevices");
});

test("ASVS 14.2.6: no secret that is stored for the person is in the file", async () => {
  const { visitor, person } = await joinWithTwoFactor();
  const text = await (await visitor.visit(file)).text();
  const id = await userIdOf(person.email);
  const secrets = await Promise.all([
    rows("select token from session where user_id = ?", id),
    rows("select password, access_token, refresh_token, id_token from account where user_id = ?", id),
    rows("select secret, backup_codes from two_factor where user_id = ?", id),
    rows("select device_hash from known_device where user_id = ?", id),
    rows("select identifier from verification where value = ?", id),
  ]);
  const values = secrets.flat().flatMap((row) => Object.values(row).filter((value) => value !== null));
  expect(values.length).toBeGreaterThan(3);
  for (const value of values) expect(text).not.toContain(value);
  expect(text).toContain(person.email);
});

test("nobody gets the data of somebody else", async () => {
  const { email } = await join();
  const { visitor } = await join();
  expect(await (await visitor.visit(`${file}?userId=${await userIdOf(email)}`)).text()).not.toContain(email);
});

test("ASVS 7.5.1: long after the sign-in the page and the file ask for a proof first", async () => {
  const { visitor } = await join();
  expect((await read(await visitor.visit("/account/data"))).html).toContain(`action="${file}"`);
  later(11 * minutes);
  const confirm = "303 /account/confirm?returnTo=%2Faccount%2Fdata";
  expect(sent(await visitor.visit("/account/data"))).toBe(confirm);
  expect(sent(await visitor.visit(file))).toBe(confirm);
});
