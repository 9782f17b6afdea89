import { expect, test } from "vitest";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { newVisitor, type Visitor } from "../support/visitor";

function tokenOf(link: string) {
  return new URL(link, "http://localhost").searchParams.get("token") ?? "";
}

function confirm(visitor: Visitor, link: string) {
  return visitor.submit(link, { intent: "confirm", token: tokenOf(link) });
}

async function signUp(visitor: Visitor, person = newPerson()) {
  const response = await visitor.submit("/sign-up", person);
  return { person, response, link: await linkTo(person.email, /Confirm/) };
}

test("signing up sends a link, and the button behind it confirms the address and signs in", async () => {
  const visitor = newVisitor();
  const { person, response, link } = await signUp(visitor);
  expect(sent(response)).toBe("303 /verify-email");
  expect((await read(await visitor.visit("/verify-email"))).text).toContain(
    `We sent a message to ${person.email}`,
  );
  const page = await read(await visitor.visit(link));
  expect([page.status, page.heading]).toEqual([200, "Confirm your e-mail address"]);
  expect(page.html).toMatch(/<button[^>]*>Confirm e-mail address<\/button>/);
  const confirmed = await confirm(visitor, link);
  expect(sent(confirmed)).toBe("303 /dashboard");
  expect((await read(await visitor.visit("/dashboard"))).heading).toBe(`Hello, ${person.name}`);
});

/** What a stranger can compare: everything but what differs for each answer anyway. */
async function comparable(response: Response) {
  const headers = [...response.headers].filter(
    ([name]) => !/^(x-request-id|x-d1-.*|content-security-policy)$/.test(name),
  );
  const body = (await response.text()).replaceAll(/nonce="[^"]+"/g, "");
  return { status: response.status, headers, body };
}

test("ASVS 6.3.8: an address that is taken gets the same answer and page, and its owner a mail", async () => {
  const { person: unconfirmed } = await signUp(newVisitor());
  const { visitor: _, ...confirmed } = await join();
  for (const { name, email } of [unconfirmed, confirmed]) {
    const fresh = newPerson();
    const [first, second] = [newVisitor(), newVisitor()];
    const form = { name, password: "another pass phrase" };
    const hide = ({ headers, ...rest }: Awaited<ReturnType<typeof comparable>>, address: string) =>
      JSON.parse(
        JSON.stringify({ ...rest, headers })
          .replaceAll(encodeURIComponent(address), "A")
          .replaceAll(address, "A"),
      );
    const taken = hide(await comparable(await first.submit("/sign-up", { ...form, email })), email);
    const free = hide(
      await comparable(await second.submit("/sign-up", { ...form, email: fresh.email })),
      fresh.email,
    );
    expect(taken).toEqual(free);
    const takenPage = hide(await comparable(await first.visit("/verify-email")), email);
    expect(takenPage).toEqual(hide(await comparable(await second.visit("/verify-email")), fresh.email));
    const mail = (await mailTo(email, 2)).find(
      ({ subject }) => subject === "You already have an account at Latchkey",
    );
    expect(mail?.text).toContain(email === confirmed.email ? "/sign-in" : "/forgot-password");
  }
  expect(sent(await signIn(newVisitor(), confirmed))).toBe("303 /dashboard");
});

test("somebody who has not confirmed is told so at sign-in, with the password only, and can have the link again", async () => {
  const visitor = newVisitor();
  const { person } = await signUp(visitor);
  const page = await read(await signIn(visitor, person));
  expect([page.status, page.title]).toEqual([400, "Error: Sign in"]);
  expect(page.alert).toContain("Confirm your e-mail address first");
  expect(page.html).toContain(`value="${person.email}"`);
  const guess = await read(await signIn(newVisitor(), { ...person, password: "not the one" }));
  expect(guess.text).not.toContain("Confirm");
  const again = await visitor.submit("/verify-email", { intent: "resend", email: person.email });
  expect(sent(again)).toBe("303 /verify-email?again");
  expect((await mailTo(person.email, 2)).map(({ subject }) => subject)).toEqual(
    Array(2).fill("Confirm your e-mail address for Latchkey"),
  );
  expect(sent(await confirm(visitor, await linkTo(person.email, /Confirm/)))).toBe("303 /dashboard");
});

test("ASVS 6.3.8: asking for the link again answers alike for every address, and mails only who waits", async () => {
  const { person } = await signUp(newVisitor());
  const { visitor: _, ...confirmed } = await join();
  const unknown = newPerson();
  const answers: unknown[] = [];
  for (const { email } of [person, confirmed, unknown]) {
    const visitor = newVisitor();
    const answer = await comparable(await visitor.submit("/verify-email", { intent: "resend", email }));
    const page = await comparable(await visitor.visit("/verify-email?again"));
    answers.push(
      JSON.stringify([answer, page]).replaceAll(encodeURIComponent(email), "A").replaceAll(email, "A"),
    );
  }
  expect(answers[1]).toBe(answers[0]);
  expect(answers[2]).toBe(answers[0]);
  await mailTo(person.email, 2);
  expect(await allMailTo(confirmed.email)).toHaveLength(1);
  expect(await allMailTo(unknown.email)).toHaveLength(0);
});

test("the page that somebody came from survives the mail", async () => {
  const person = newPerson();
  await newVisitor().submit("/sign-up?returnTo=%2Faccount%2Fsecurity%3Fa%3D1", person);
  const link = await linkTo(person.email, /Confirm/);
  expect(sent(await confirm(newVisitor(), link))).toBe("303 /account/security?a=1");
});

test("a form with mistakes names them all, keeps what was typed and never the password", async () => {
  const page = await read(
    await newVisitor().submit("/sign-up", { name: " ", email: "ada", password: "s3cret" }),
  );
  expect([page.status, page.title]).toEqual([422, "Error: Create account"]);
  expect(page.mistake("name")).toBe("Enter your name.");
  expect(page.mistake("email")).toBe("Enter an e-mail address like name@example.com.");
  expect(page.html).toMatch(/href="#email"/);
  expect(page.html).toContain('value="ada"');
  expect(page.html).not.toContain("s3cret");
});
