import { expect, test } from "vitest";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { newVisitor } from "../support/visitor";

const breached = "hunter2 hunter2 hunter2";
const range = (path: string) => ({ PASSWORD_BREACH_URL: `http://breaches.example/${path}/` });

test("ASVS 6.2.12: a breached password is refused at sign-up, and the message says why", async () => {
  const settings = range("range");
  const refused = await read(
    await newVisitor({ settings }).submit("/sign-up", { ...newPerson(), password: breached }),
  );
  expect([refused.status, refused.mistake("password")]).toEqual([
    400,
    expect.stringContaining("data breach"),
  ]);
  expect(sent(await newVisitor({ settings }).submit("/sign-up", newPerson()))).toBe("303 /verify-email");
});

test("ASVS 6.2.12: it is refused at a change, too, and by the endpoint", async () => {
  const { email, password } = await join();
  const visitor = newVisitor({ settings: range("range") });
  await visitor.submit("/sign-in", { email, password, rememberMe: "on" });
  const body = { currentPassword: password, newPassword: breached };
  const refused = await read(await visitor.submit("/account/security/password", body));
  expect(refused.mistake("newPassword")).toContain("data breach");
  const answer = await visitor.call("/api/auth/change-password", body);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    400,
    "PASSWORD_BREACHED",
  ]);
});

test("only five characters of the hash are asked for, and the answer is to be padded", async () => {
  await newVisitor({ settings: range("range") }).submit("/sign-up", { ...newPerson(), password: breached });
  const asked = (await (await fetch("http://breaches.example/asked")).json()) as string[];
  expect(asked.length).toBeGreaterThan(0);
  for (const request of asked) expect(request).toMatch(/^\/range\/[0-9A-F]{5} true$/);
});

test.each(["down", "junk"])("when the service is %s, the sign-up goes on", async (path) => {
  const person = { ...newPerson(), password: breached };
  expect(sent(await newVisitor({ settings: range(path) }).submit("/sign-up", person))).toBe(
    "303 /verify-email",
  );
});

test("it can be switched off", async () => {
  const settings = { ...range("range"), PASSWORD_BREACH_CHECK: "off" };
  const person = { ...newPerson(), password: breached };
  expect(sent(await newVisitor({ settings }).submit("/sign-up", person))).toBe("303 /verify-email");
});
