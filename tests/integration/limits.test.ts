import { expect, test } from "vitest";
import { addPasskey, newAuthenticator, signInWithPasskey } from "../support/authenticator";
import { later, minutes } from "../support/clock";
import { exhaust } from "../support/guesses";
import { linkTo, mailTo } from "../support/mailbox";
import { read } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { halfSignIn, nextCode } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

const endpoint = "/api/auth/sign-in/email";

test("ASVS 6.3.1: guesses at one account by form and by endpoint, from anywhere, count together", async () => {
  const { visitor: _, ...person } = await join();
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess++) {
    const wrong = { email: person.email, password: `wrong ${guess}` };
    const visitor = newVisitor();
    const answer = guess % 2 ? visitor.call(endpoint, wrong) : visitor.submit("/sign-in", wrong);
    statuses.push((await answer).status);
  }
  expect(statuses).toEqual([400, 401, 400, 401, 400, 401, 400, 401, 400, 401, 429, 429]);
  // Not even the right password tells that it is right.
  expect((await signIn(newVisitor(), person)).status).toBe(429);
  expect((await newVisitor().call(endpoint, person)).status).toBe(429);
});

test("over the limit a page says how long to wait, and so does Retry-After", async () => {
  const { email } = newPerson();
  await exhaust(email);
  const refused = await newVisitor().submit("/sign-in", { email, password: "wrong" });
  const wait = Number(refused.headers.get("retry-after"));
  expect([refused.status, wait > 14 * minutes, wait <= 15 * minutes]).toEqual([429, true, true]);
  const page = await read(refused);
  expect([page.heading, page.text.includes("Try again in 15 minutes")]).toEqual(["Too many attempts", true]);
  const call = await newVisitor().call(endpoint, { email, password: "wrong" });
  expect([call.status, Number(call.headers.get("retry-after")) > 14 * minutes]).toEqual([429, true]);
  expect(await call.json()).toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
});

test("the wait ends when it said, however often somebody tries meanwhile", async () => {
  const { visitor: _, ...person } = await join();
  await exhaust(person.email);
  later(10 * minutes);
  for (let guess = 0; guess < 20; guess++) expect((await signIn(newVisitor(), person)).status).toBe(429);
  later(5 * minutes + 1);
  expect((await signIn(newVisitor(), person)).status).toBe(303);
});

test("a right password makes earlier mistakes forgotten", async () => {
  const { visitor: _, ...person } = await join();
  for (let round = 0; round < 2; round++) {
    await exhaust(person.email, 9);
    expect((await signIn(newVisitor(), person)).status).toBe(303);
  }
});

test("of 25 guesses at once, ten are heard", async () => {
  const { email } = newPerson();
  const guesses = Array.from({ length: 25 }, (_, guess) =>
    guess % 2
      ? newVisitor().call(endpoint, { email, password: "wrong" })
      : newVisitor().submit("/sign-in", { email, password: "wrong" }),
  );
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(15);
});

test("ASVS 6.1.1: whoever guesses cannot lock the owner out of a passkey, a reset, or the new password", async () => {
  const { visitor, ...person } = await join();
  const device = newAuthenticator();
  await addPasskey(visitor, device);
  await exhaust(person.email);
  expect((await signIn(newVisitor(), person)).status).toBe(429);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  const byPasskey = newVisitor();
  expect((await signInWithPasskey(byPasskey, device)).status).toBe(200);
  expect((await byPasskey.visit("/dashboard")).status).toBe(200);
  const owner = newVisitor();
  expect((await owner.submit("/forgot-password", { email: person.email })).status).toBe(303);
  const newPassword = `${person.password} again`;
  expect((await owner.submit(await linkTo(person.email, /password/), { newPassword })).status).toBe(303);
  expect((await signIn(owner, { ...person, password: newPassword })).status).toBe(303);
});

test("capitals, spaces, and headers that a caller can write do not make an attempt a new one", async () => {
  const { email } = newPerson();
  await exhaust(email);
  for (const spelled of [email.toUpperCase(), ` ${email} `, `\t${email.replace("ada", "Ada")}`])
    expect((await newVisitor().submit("/sign-in", { email: spelled, password: "wrong" })).status).toBe(429);
  expect((await newVisitor().call(endpoint, { email: email.toUpperCase(), password: "wrong" })).status).toBe(
    429,
  );
});

test("guesses by username count with those by address", async () => {
  const { visitor, ...person } = await join();
  const username = person.email.slice(0, 12).replace("-", "_");
  await visitor.submit("/account", { name: person.name, username, bio: "", website: "" });
  await exhaust(person.email);
  for (const name of [username, username.toUpperCase()])
    expect((await newVisitor().submit("/sign-in", { email: name, password: person.password })).status).toBe(
      429,
    );
  const call = await newVisitor().call("/api/auth/sign-in/username", { username, password: person.password });
  expect(call.status).toBe(429);
});

test.each([
  [
    "to set a password",
    { page: "/forgot-password", form: {}, subject: /password/, sent: "/forgot-password?sent=" },
  ],
  [
    "to confirm an address",
    { page: "/verify-email", form: { intent: "resend" }, subject: /Confirm/, sent: "/verify-email?again" },
  ],
])(
  "mails %s stop after four for one address; the page stays the same and the newest link works",
  async (_, asked) => {
    const person = newPerson();
    const isReset = asked.page === "/forgot-password";
    if (isReset) await join(person);
    else await newVisitor().submit("/sign-up", person);
    const before = (await mailTo(person.email)).length;
    for (let times = 0; times < 7; times++) {
      const email = times % 2 ? person.email : person.email.toUpperCase();
      const answer = await newVisitor().submit(asked.page, { ...asked.form, email });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, asked.sent]);
    }
    const path = isReset ? "/api/auth/request-password-reset" : "/api/auth/send-verification-email";
    expect(await (await newVisitor().call(path, { email: person.email })).json()).toMatchObject({
      status: true,
    });
    expect(await mailTo(person.email, before + 4)).toHaveLength(before + 4);
    const link = await linkTo(person.email, asked.subject);
    const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
    const answer: Record<string, string> = isReset
      ? { newPassword: `${person.password} again` }
      : { intent: "confirm", token };
    expect((await newVisitor().submit(link, answer)).status).toBe(303);
  },
);

test("ASVS 6.6.3: wrong codes by form and by endpoint end one attempt together", async () => {
  const { visitor, secret } = await halfSignIn();
  for (let guess = 0; guess < 5; guess++)
    await (guess % 2
      ? visitor.call("/api/auth/two-factor/verify-totp", { code: "000000" })
      : visitor.submit("/sign-in/two-factor", { code: "000000" }));
  const right = await visitor.submit("/sign-in/two-factor", { code: await nextCode(secret) });
  expect(right.headers.get("location")).toBe("/sign-in");
  expect((await visitor.visit("/dashboard")).status).toBe(302);
});

test("whoever sits at a signed-in device cannot guess the password there, in any of the forms that ask for it", async () => {
  const { visitor, password } = await join();
  const change = (currentPassword: string) =>
    visitor.submit("/account/security/password", { currentPassword, newPassword: "another horse battery" });
  const turnOn = (guess: string) =>
    visitor.submit("/account/security/two-factor", { intent: "turn-on", password: guess });
  const ask = (guess: string) => visitor.call("/api/auth/verify-password", { password: guess });
  for (let guess = 0; guess < 10; guess++) await [change, turnOn, ask][guess % 3]?.(`wrong ${guess}`);
  for (const guess of [change, turnOn, ask]) expect((await guess(password)).status).toBe(429);
});
