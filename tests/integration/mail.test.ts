import { afterEach, expect, test, vi } from "vitest";
import { type Delivery, mailServiceUrl } from "../support/mail-service";
import { mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { newVisitor } from "../support/visitor";

const apiKey = "re_a-key-of-the-test-suite";

/** Settings for one request: the transport that posts to a mail service. */
function resend(path: string) {
  const env = { EMAIL_TRANSPORT: "resend", RESEND_API_KEY: apiKey, RESEND_URL: mailServiceUrl + path };
  return { "x-test-env": JSON.stringify(env) };
}

async function deliveriesTo(address: string): Promise<Delivery[]> {
  return (await fetch(`${mailServiceUrl}/deliveries?to=${encodeURIComponent(address)}`)).json();
}

afterEach(() => {
  vi.restoreAllMocks();
});

test("a mail reaches the mail service with sender, both parts and the key", async () => {
  const person = newPerson();
  expect(sent(await newVisitor().submit("/sign-up", person, resend("/emails")))).toBe("303 /verify-email");
  await expect.poll(() => deliveriesTo(person.email)).toHaveLength(1);
  const [delivery] = await deliveriesTo(person.email);
  expect(delivery).toEqual({
    authorization: `Bearer ${apiKey}`,
    mail: {
      from: "Latchkey <sign-in@localhost>",
      to: [person.email],
      subject: "Confirm your e-mail address for Latchkey",
      text: expect.stringContaining("http://localhost:8788/verify-email?token="),
      html: expect.stringMatching(/^<!doctype html>.*\/verify-email\?token=/s),
    },
  });
});

test("a mail service that is down breaks no page; the failure is logged without address or key, and one can ask again", async () => {
  const errors = vi.spyOn(console, "error");
  const [visitor, person] = [newVisitor(), newPerson()];
  expect(sent(await visitor.submit("/sign-up", person, resend("/refuses")))).toBe("303 /verify-email");
  await expect.poll(() => errors.mock.calls.flat().join("\n")).toContain("mail not sent");
  const line = JSON.parse(errors.mock.calls.flat().find((text) => String(text).includes("mail not sent")));
  expect(line).toMatchObject({
    event: "mail not sent: Confirm your e-mail address for Latchkey",
    requestId: expect.stringMatching(/^[\w-]{36}$/),
    message: "Resend answered 500: the mail service is down",
  });
  const log = errors.mock.calls.flat().join("\n");
  expect([log.includes(person.email), log.includes(apiKey)]).toEqual([false, false]);
  expect((await read(await visitor.visit("/verify-email"))).html).toMatch(
    /<button[^>]*>Send the link again<\/button>/,
  );
  await visitor.submit("/verify-email", { intent: "resend", email: person.email }, resend("/emails"));
  await expect.poll(() => deliveriesTo(person.email)).toHaveLength(1);
});

test.each(["/sign-up", "/forgot-password", "/verify-email"])(
  "a mail service that hangs holds up no page: %s",
  async (path) => {
    const { name, email, password } = await join();
    const answered = newVisitor().submit(path, { intent: "resend", name, email, password }, resend("/hangs"));
    const patience = new Promise<string>((resolve) => setTimeout(resolve, 10_000, "still waiting"));
    const response = await Promise.race([answered, patience]);
    expect(typeof response === "string" ? response : response.status).toBe(303);
  },
);

test("the outbox keeps every message for one address, newest first, with its links", async () => {
  const { visitor, email } = await join();
  await visitor.submit("/forgot-password", { email });
  await newVisitor().submit("/forgot-password", { email: email.toUpperCase() });
  const messages = await mailTo(email, 2);
  expect(messages[0]).toMatchObject({
    id: expect.any(String),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    channel: "email",
    to: email,
    links: expect.arrayContaining([
      expect.stringMatching(/^http:\/\/localhost:8788\/reset-password\?token=/),
    ]),
  });
  const page = await read(await newVisitor().visit(`/outbox?to=${encodeURIComponent(email)}`));
  expect([page.status, page.heading]).toEqual([200, "Outbox"]);
  expect(page.text).toContain("Set a new password for Latchkey");
});

test("one page shows every message that there is", async () => {
  const page = await read(await newVisitor().visit("/outbox/templates"));
  for (const subject of [
    "Confirm your e-mail address",
    "You already have an account",
    "Set a new password",
    "Your password was changed",
    "A passkey was added",
  ])
    expect(page.text).toContain(subject);
});

test("with another transport nobody reads messages here", async () => {
  const { email } = await join();
  for (const path of [
    "/outbox",
    "/outbox.json",
    `/outbox.json?to=${email}`,
    "/outbox/templates",
    "/outbox.data",
  ]) {
    const response = await newVisitor().visit(path, resend("/emails"));
    expect([path, response.status]).toEqual([path, 404]);
    expect(await response.text()).not.toContain(email);
  }
});
