import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { signInWithPasskey } from "../support/authenticator";
import { linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { joinWithPasskey } from "../support/passkey-people";
import { join, newPerson, signIn } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

const page = "/account/activity";

async function eventsOf(email: string) {
  const found = await rows<{ event: string; detail: string }>(
    "select event, detail from activity where user_id = ? order by at, rowid",
    await userIdOf(email),
  );
  return found.map(({ event, detail }) => (detail ? `${event}: ${detail}` : event));
}

/** Waits for what is written after the answer. */
async function expectEvent(email: string, event: string) {
  await vi.waitFor(async () => expect(await eventsOf(email)).toContain(event), 5000);
}

async function seed(email: string, count: number, at: number) {
  const userId = await userIdOf(email);
  const insert = env.DB.prepare(
    "insert into activity (id, user_id, at, event, detail) values (?, ?, ?, ?, ?)",
  );
  const numbers = Array.from({ length: count }, (_, number) => number);
  await env.DB.batch(
    numbers.map((number) =>
      insert.bind(crypto.randomUUID(), userId, at - number, "passkey-added", `key ${number}.`),
    ),
  );
}

test("ASVS 16.3.1: signing up, confirming, signing in and out are in the list, with device and place", async () => {
  const { visitor, ...person } = await join();
  const other = newVisitor();
  const form = { email: person.email, password: person.password };
  await other.send("/sign-in", { form, cf: { city: "London", region: "England", country: "GB" } });
  await expectEvent(person.email, "signed-in: password");
  await other.submit("/sign-out", {});
  await expectEvent(person.email, "signed-out");
  const shown = await read(await visitor.visit(page));
  expect([shown.status, shown.heading]).toEqual([200, "Activity"]);
  for (const words of ["Account created", "E-mail address confirmed", "Signed out"])
    expect(shown.text).toContain(words);
  expect(shown.text).toMatch(/Signed in with your password Firefox on Linux London, England, GB · 198\./);
  expect(shown.text.indexOf("Signed out")).toBeLessThan(shown.text.indexOf("Account created"));
});

test("ASVS 6.3.5: a wrong password and a wrong second factor are in the list of the account that they were for", async () => {
  const { visitor, ...person } = await join();
  await signIn(newVisitor(), { ...person, password: "wrong" });
  await expectEvent(person.email, "sign-in-failed: password");
  await turnOnTwoFactor(visitor, person.password);
  const half = newVisitor();
  await signIn(half, person);
  await half.submit("/sign-in/two-factor", { code: "000000" });
  await expectEvent(person.email, "sign-in-failed: code");
  expect(await eventsOf(person.email)).not.toContain("signed-in: password");
});

test("ASVS 6.3.5: an attempt on an account that does not exist leaves nothing", async () => {
  const before = await row("select count(*) as total from activity");
  await signIn(newVisitor(), newPerson());
  expect(await row("select count(*) as total from activity")).toEqual(before);
});

test("changes to how one signs in are in the list", async () => {
  const { visitor, person, device } = await joinWithPasskey();
  await expectEvent(person.email, "passkey-added: Firefox on Linux");
  await signInWithPasskey(newVisitor(), device);
  await expectEvent(person.email, "signed-in: passkey");
  await turnOnTwoFactor(visitor, person.password);
  await expectEvent(person.email, "two-factor-on");
  await visitor.submit("/account/security/two-factor", { intent: "turn-off", password: person.password });
  await expectEvent(person.email, "two-factor-off");
  const newPassword = `${person.password} again`;
  await visitor.submit("/account/security/password", { currentPassword: person.password, newPassword });
  await expectEvent(person.email, "password-changed");
  await visitor.submit("/account/security/sessions", { intent: "end-others" });
  await expectEvent(person.email, "sessions-ended");
  const username = person.email.slice(0, 12).replace("-", "_");
  await visitor.submit("/account", { name: person.name, username, bio: "", website: "" });
  await expectEvent(person.email, `username-changed: ${username}`);
  await newVisitor().submit("/forgot-password", { email: person.email });
  const link = await linkTo(person.email, /Set a new password/);
  await newVisitor().submit(link, { newPassword: person.password });
  await expectEvent(person.email, "password-reset");
});

test("nobody sees what happened to somebody else's account", async () => {
  const { email } = await join();
  await seed(email, 1, Date.now());
  const { visitor } = await join();
  expect((await read(await visitor.visit(page))).text).not.toContain("key 0.");
  expect(sent(await newVisitor().visit(page))).toBe("302 /sign-in?returnTo=%2Faccount%2Factivity");
});

test("fifty are on a page, and none is left out or shown twice on the way to the oldest", async () => {
  const { visitor, email } = await join();
  await seed(email, 120, Date.now() - 1000);
  const seen: string[] = [];
  let next: string | undefined = page;
  for (let pages = 0; next && pages < 5; pages++) {
    const { html, text } = await read(await visitor.visit(next));
    expect(html.match(/<time /g)?.length).toBeLessThanOrEqual(50);
    seen.push(...(text.match(/key \d+\./g) ?? []));
    next = /href="(\/account\/activity\?before=[^"]+)"[^>]*>Older</.exec(html)?.[1];
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, number) => `key ${number}.`));
  expect((await read(await visitor.visit(`${page}?before=1.x`))).text).toContain("Nothing more to show");
  expect((await visitor.visit(`${page}?before=<script>`)).status).toBe(200);
});

test("what is older than a year goes on the heels of what is new", async () => {
  const { visitor: _, ...person } = await join();
  const year = 365 * 24 * 60 * 60 * 1000;
  await seed(person.email, 3, Date.now() - year - 1000);
  expect(await eventsOf(person.email)).toContain("passkey-added: key 0.");
  await signIn(newVisitor(), person);
  await expectEvent(person.email, "signed-in: password");
  expect(await eventsOf(person.email)).not.toContain("passkey-added: key 0.");
});
