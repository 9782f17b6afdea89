import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { rows } from "../support/records";
import { nextCode, signInWithCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const newPassword = "an entirely other phrase";

/** Asks for the mail and waits for its link; the newest one when there are several. */
async function askForLink(email: string, nth = 1) {
  await newVisitor().submit("/forgot-password", { email });
  await expect.poll(async () => (await resetMails(email)).length).toBe(nth);
  return linkTo(email, /Set a new password/);
}

async function resetMails(email: string) {
  return (await allMailTo(email)).filter(({ subject }) => subject.startsWith("Set a new password"));
}

function setPassword(link: string, password = newPassword, visitor: Visitor = newVisitor()) {
  return visitor.submit(link, { newPassword: password });
}

async function isDead(link: string) {
  const page = await read(await newVisitor().visit(link));
  return (
    page.status === 410 &&
    /This link (no longer works|has expired)/.test(page.heading) &&
    page.html.includes('href="/forgot-password"')
  );
}

test("a forgotten password is set anew by a link, which shows whose it is and signs nobody in", async () => {
  const { visitor: _, ...person } = await join();
  const link = await askForLink(person.email);
  const page = await read(await newVisitor().visit(link));
  expect([page.status, page.heading]).toEqual([200, "Set a new password"]);
  expect(page.text).toContain(`For ${person.email}`);
  const visitor = newVisitor();
  expect(sent(await setPassword(link, newPassword, visitor))).toBe("303 /sign-in");
  expect([...visitor.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  expect((await read(await visitor.visit("/sign-in"))).message).toContain("Your new password is set");
  expect((await signIn(newVisitor(), person)).status).toBe(400);
  expect(sent(await signIn(visitor, { ...person, password: newPassword }))).toBe("303 /dashboard");
});

test("looking at the link, however often, neither spends it nor changes anything", async () => {
  const { visitor: _, ...person } = await join();
  const link = await askForLink(person.email);
  for (let times = 0; times < 3; times++) expect((await newVisitor().visit(link)).status).toBe(200);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
  expect(sent(await setPassword(link))).toBe("303 /sign-in");
});

test("ASVS 6.4.1: a link works once", async () => {
  const { visitor: _, ...person } = await join();
  const link = await askForLink(person.email);
  await setPassword(link);
  expect(await isDead(link)).toBe(true);
  const again = await read(await setPassword(link, "one more pass phrase"));
  expect([again.status >= 400, again.heading]).toEqual([true, "This link no longer works"]);
  expect(sent(await signIn(newVisitor(), { ...person, password: newPassword }))).toBe("303 /dashboard");
});

test("of two requests with one link at the same time, one wins", async () => {
  const { visitor: _, ...person } = await join();
  const link = await askForLink(person.email);
  const answers = await Promise.all([
    setPassword(link, "the first of two phrases"),
    setPassword(link, "the second of two phrases"),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
});

test("a link is dead after a newer one was asked for", async () => {
  const { visitor: _, ...person } = await join();
  const older = await askForLink(person.email);
  later(1);
  const newer = await askForLink(person.email, 2);
  expect(newer).not.toBe(older);
  expect(await isDead(older)).toBe(true);
  expect((await setPassword(older)).status).toBe(400);
  expect(sent(await setPassword(newer))).toBe("303 /sign-in");
});

test("a link is dead after an hour, and one that never was is dead too", async () => {
  const { visitor: _, ...person } = await join();
  const link = await askForLink(person.email);
  later(61 * minutes);
  expect(await isDead(link)).toBe(true);
  expect((await setPassword(link)).status).toBe(400);
  for (const never of ["/reset-password", "/reset-password?token=", "/reset-password?token=guessed"])
    expect([never, await isDead(never), (await setPassword(never)).status]).toEqual([never, true, 400]);
});

test("ASVS 6.4.1: whoever reads the database cannot use a link", async () => {
  const { visitor: _, ...person } = await join();
  const token = new URL(await askForLink(person.email), "http://localhost").searchParams.get("token") ?? "";
  const stored = await rows("select * from verification where identifier like 'reset-password:%'");
  expect(stored.length).toBeGreaterThan(0);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test("all sessions end, a mail says that it happened and who asked", async () => {
  const { visitor, ...person } = await join();
  const elsewhere = newVisitor();
  await signIn(elsewhere, person);
  await setPassword(await askForLink(person.email));
  later(61);
  expect((await visitor.visit("/dashboard")).status).toBe(302);
  expect((await elsewhere.visit("/dashboard")).status).toBe(302);
  const [mail] = await mailTo(person.email, 3);
  expect(mail?.subject).toBe("Latchkey: Your password was set anew");
  expect(mail?.text).toContain("you were signed out everywhere");
  expect(mail?.text).toMatch(/Done from Firefox on Linux, IP address 198\./);
});

test("ASVS 6.4.3: the second factor is still asked for, on trusted devices too", async () => {
  const { visitor, ...person } = await join();
  const { secret } = await turnOnTwoFactor(visitor, person.password);
  const trusted = newVisitor();
  await signIn(trusted, person);
  await trusted.submit("/sign-in/two-factor", { code: await nextCode(secret), trustDevice: "on" });
  await trusted.submit("/sign-out", {});
  expect(sent(await signIn(trusted, person))).toBe("303 /dashboard");
  await setPassword(await askForLink(person.email));
  const changed = { email: person.email, password: newPassword };
  for (const browser of [newVisitor(), trusted]) {
    await browser.submit("/sign-out", {});
    expect(sent(await signIn(browser, changed))).toBe("303 /sign-in/two-factor");
    expect((await browser.visit("/dashboard")).status).toBe(302);
  }
  expect(sent(await signInWithCode(newVisitor(), changed, secret))).toBe("303 /dashboard");
});

test("the link proves the address as well", async () => {
  const person = newPerson();
  await newVisitor().submit("/sign-up", person);
  await setPassword(await askForLink(person.email));
  expect(sent(await signIn(newVisitor(), { ...person, password: newPassword }))).toBe("303 /dashboard");
});

test("ASVS 6.3.8: asking answers alike for every address, and mails only accounts", async () => {
  const { visitor: _, ...known } = await join();
  const unknown = newPerson();
  const answers = [];
  for (const { email } of [known, unknown]) {
    const visitor = newVisitor();
    const asked = await visitor.submit("/forgot-password", { email });
    const page = await visitor.visit("/forgot-password?sent");
    const headers = [...asked.headers].filter(([name]) => !/^x-/.test(name));
    const body = (await page.text()).replaceAll(/nonce="[^"]+"/g, "");
    answers.push(
      JSON.stringify([asked.status, headers, page.status, body])
        .replaceAll(encodeURIComponent(email), "A")
        .replaceAll(email, "A"),
    );
    expect(body).toContain(`If <!-- -->${email}<!-- --> belongs to an account`);
  }
  expect(answers[1]).toBe(answers[0]);
  await expect.poll(async () => (await resetMails(known.email)).length).toBe(1);
  expect(await allMailTo(unknown.email)).toEqual([]);
});

test("the link leads to this deployment, whatever host the request names", async () => {
  const { visitor: _, ...person } = await join();
  const headers = {
    "X-Forwarded-Host": "evil.example",
    Forwarded: "host=evil.example",
    Referer: "http://evil.example/",
  };
  await newVisitor().submit("/forgot-password", { email: person.email }, headers);
  await expect.poll(async () => (await resetMails(person.email)).length).toBe(1);
  const [mail] = await resetMails(person.email);
  expect(mail?.links[0]).toMatch(/^http:\/\/localhost:8788\/reset-password\?token=/);
  expect(JSON.stringify(mail)).not.toContain("evil.example");
});

test.each([
  ["too short", "7 chars", "Use 8 characters or more."],
  ["too long", "x".repeat(257), "Use 256 characters or fewer."],
  ["among the most common", "iloveyou", "This is one of the most common passwords"],
  ["one's own name", "ada lovelace", "Your name or address is easy to guess."],
  ["empty", "", "Choose a password."],
])(
  "ASVS 6.2.4: a new password that is %s is refused with the reason, and the link lives on",
  async (_, password, reason) => {
    const { email } = await join();
    const link = await askForLink(email);
    const page = await read(await setPassword(link, password));
    expect([page.status >= 400 && page.status < 500, page.heading]).toEqual([true, "Set a new password"]);
    expect(page.mistake("newPassword")).toContain(reason);
    expect(sent(await setPassword(link))).toBe("303 /sign-in");
  },
);
