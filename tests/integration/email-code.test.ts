import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { allMailTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { change } from "../support/records";
import { joinWithTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const page = "/sign-in/email-code";

async function askForCode(visitor: Visitor, email: string, count = 1): Promise<string> {
  await visitor.submit(page, { email });
  const [newest] = await mailTo(email, count);
  return newest?.subject.slice(0, 6) ?? "";
}

const other = (code: string) => (code === "000000" ? "000001" : "000000");

test("a code signs in somebody who has an account", async () => {
  const { email } = await join();
  const visitor = newVisitor();
  expect(sent(await visitor.submit(page, { email }))).toBe(`303 ${page}?sent=`);
  const step = await read(await visitor.visit(`${page}?sent=`));
  expect(step.text).toContain(`the code that we sent to ${email}`);
  expect(step.html).toMatch(/<input[^>]*name="code"/);
  expect(step.html).toMatch(/autoComplete="one-time-code"/i);
  const [mail] = await mailTo(email, 2);
  const code = mail?.subject.slice(0, 6) ?? "";
  expect(sent(await visitor.submit(page, { email, code: `${code.slice(0, 3)} ${code.slice(3)}` }))).toBe(
    "303 /dashboard",
  );
  expect(await isSignedIn(visitor)).toBe(true);
});

test("somebody new gets an account with a name", async () => {
  const { email } = newPerson();
  const visitor = newVisitor();
  const code = await askForCode(visitor, email);
  await visitor.submit(page, { email, code });
  expect((await read(await visitor.visit("/dashboard"))).text).toContain(`Hello, ${email.split("@")[0]}`);
});

test("a wrong code stays on the page with the address, and a right one still works", async () => {
  const { email } = newPerson();
  const visitor = newVisitor();
  const code = await askForCode(visitor, email);
  const wrong = await read(await visitor.submit(page, { intent: "sign-in", email, code: other(code) }));
  expect([wrong.status, wrong.mistake("code")]).toEqual([400, expect.stringContaining("not right")]);
  expect(wrong.html).toContain(`name="email" value="${email}"`);
  expect(sent(await visitor.submit(page, { intent: "sign-in", email, code }))).toBe("303 /dashboard");
});

test("ASVS 6.6.3: after five wrong codes the right one is dead", async () => {
  const { email } = newPerson();
  const visitor = newVisitor();
  const code = await askForCode(visitor, email);
  for (let count = 0; count < 5; count++) await visitor.submit(page, { email, code: other(code) });
  const refused = await read(await visitor.submit(page, { email, code }));
  expect([refused.status, refused.mistake("code")]).toEqual([400, expect.stringContaining("new one")]);
  expect(await isSignedIn(visitor)).toBe(false);
});

test("ASVS 6.5.1, 6.5.5: a code works once, and for ten minutes", async () => {
  const { email } = newPerson();
  const visitor = newVisitor();
  const code = await askForCode(visitor, email);
  await visitor.submit(page, { email, code });
  expect((await newVisitor().submit(page, { email, code })).status).toBe(400);
  const late = newVisitor();
  const second = await askForCode(late, email, 2);
  later(10 * minutes + 1);
  expect((await late.submit(page, { email, code: second })).status).toBe(400);
});

test("ASVS 6.6.2: a newer code, asked for in another browser, ends the older one", async () => {
  const { email } = newPerson();
  const visitor = newVisitor();
  const first = await askForCode(visitor, email);
  const second = await askForCode(newVisitor(), email, 2);
  if (first !== second) expect((await visitor.submit(page, { email, code: first })).status).toBe(400);
  expect(sent(await visitor.submit(page, { email, code: second }))).toBe("303 /dashboard");
});

test("ASVS 6.3.8: a known and an unknown address are answered alike, at both steps", async () => {
  const { email } = await join();
  const answers = [];
  for (const address of [email, newPerson().email]) {
    const visitor = newVisitor();
    const asked = sent(await visitor.submit(page, { email: address }));
    const wrong = await read(await visitor.submit(page, { email: address, code: "000000" }));
    answers.push([asked, wrong.status, wrong.mistake("code")]);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test("the second step is asked for after a code as well, and a banned account is refused", async () => {
  const { person } = await joinWithTwoFactor();
  const visitor = newVisitor();
  const code = await askForCode(visitor, person.email, 3);
  expect(sent(await visitor.submit(page, { email: person.email, code }))).toBe("303 /sign-in/two-factor");
  expect(await isSignedIn(visitor)).toBe(false);
  await change("update user set banned = 1 where email = ?", person.email);
  const second = await askForCode(visitor, person.email, 4);
  const refused = await read(await visitor.submit(page, { email: person.email, code: second }));
  expect(refused.text).toContain("This account is locked");
});

test("ASVS 6.3.1: a mailbox is not flooded, and nobody can tell", async () => {
  const { email } = newPerson();
  for (let count = 0; count < 6; count++)
    expect(sent(await newVisitor().submit(page, { email }))).toBe(`303 ${page}?sent=`);
  await mailTo(email, 4);
  expect(await allMailTo(email)).toHaveLength(4);
});
