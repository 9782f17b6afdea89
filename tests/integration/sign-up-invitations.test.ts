import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { inviteToSignUp } from "~/auth/sign-up-invitations.server";
import { openDatabase } from "~/db/db.server";
import { emailSender } from "~/email/send.server";
import { parseEnv } from "~/env.server";
import { newInvitation } from "../../scripts/invitation.mjs";
import { later } from "../support/clock";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson, signIn } from "../support/people";
import { row, userIdOf } from "../support/records";
import { newVisitor, origin } from "../support/visitor";

const there = (SIGN_UP = "invite") => newVisitor({ settings: { SIGN_UP } });
const exists = async (email: string) => (await row("select id from user where email = ?", email)) !== null;

/** By an operator's command: the link was printed, not mailed. */
async function invite(address: string): Promise<string> {
  const { token, statement } = newInvitation(address);
  await env.DB.prepare(statement).run();
  return `/sign-up?invitation=${token}`;
}

/** By somebody who has an account, with a mail. */
async function inviteByMail(address: string): Promise<string> {
  const { email, name } = await join();
  const settings = parseEnv({ ...env, BETTER_AUTH_URL: origin });
  const db = openDatabase(env.DB);
  const services = { db, env: settings, sendEmail: emailSender(settings, db) };
  await inviteToSignUp(services, { address, inviter: { id: await userIdOf(email), name } });
  return linkTo(address.toLowerCase(), /^You are invited/);
}

const stateOf = async (visitor: ReturnType<typeof newVisitor>, link: string) => {
  const { status, heading } = await read(await visitor.visit(link));
  return `${status} ${heading}`;
};

test("a link from an operator shows the address, and the account waits for its confirmation", async () => {
  const person = newPerson();
  const link = await invite(person.email);
  const visitor = there();
  const page = await read(await visitor.visit(link));
  expect([page.status, page.heading]).toEqual([200, "Create account"]);
  expect(page.html).toMatch(new RegExp(`<input[^>]*readOnly[^>]*value="${person.email}"`, "i"));
  expect(page.text).toContain("sends one message to your address");
  expect(sent(await visitor.submit(link, person))).toBe("303 /verify-email");
  expect([await isSignedIn(visitor), await exists(person.email)]).toEqual([false, true]);
  const confirm = await linkTo(person.email, /Confirm/);
  const token = new URL(confirm, "http://localhost").searchParams.get("token") ?? "";
  await visitor.submit(confirm, { intent: "confirm", token });
  expect(await isSignedIn(visitor)).toBe(true);
});

test("a link that our own mail brought proves the address: nothing to confirm, and signed in", async () => {
  const person = newPerson();
  const link = await inviteByMail(person.email.toUpperCase());
  const [mail] = await mailTo(person.email);
  expect(mail?.text).toContain("Ada Lovelace invites you");
  const visitor = there();
  expect((await read(await visitor.visit(link))).text).not.toContain("sends one message");
  expect(sent(await visitor.submit(link, person))).toBe("303 /dashboard");
  expect(await isSignedIn(visitor)).toBe(true);
  expect((await allMailTo(person.email)).length).toBe(1);
  expect(sent(await signIn(there(), person))).toBe("303 /dashboard");
});

test("ASVS 6.4.1: an invitation works once, for seven days, and a newer one ends it", async () => {
  const [used, old, replaced] = [newPerson(), newPerson(), newPerson()];
  const links = [await invite(used.email), await invite(replaced.email)];
  await there().submit(links[0] ?? "", used);
  expect(await stateOf(there(), links[0] ?? "")).toBe("410 This invitation was used");
  const newer = await invite(replaced.email);
  expect(await stateOf(there(), links[1] ?? "")).toBe("410 This invitation does not work");
  expect((await there().submit(links[1] ?? "", replaced)).status).toBe(400);
  expect(await stateOf(there(), newer)).toBe("200 Create account");
  const link = await invite(old.email);
  later(7 * 24 * 60 * 60 + 60);
  expect(await stateOf(there(), link)).toBe("410 This invitation has expired");
  expect((await there().submit(link, old)).status).toBe(400);
  expect(await exists(old.email)).toBe(false);
});

test("ASVS 6.4.1: whoever reads the table cannot use a link", async () => {
  const { email } = newPerson();
  const link = await invite(email);
  const kept = await row("select * from sign_up_invitation where address = ?", email);
  expect(JSON.stringify(kept)).not.toContain(link.split("=")[1]);
});

test("ASVS 6.3.8: without the link a password gets the same refusal for every address, invited or not", async () => {
  const [invited, stranger, member] = [newPerson(), newPerson(), await join()];
  await invite(invited.email);
  const other = (await invite(newPerson().email)).split("=")[1] ?? "";
  const answers: string[] = [];
  for (const { name, email, password } of [invited, stranger, member])
    for (const invitation of [undefined, other, "made-up"]) {
      const body = { name, email, password, invitation };
      const response = await there().call("/api/auth/sign-up/email", body);
      answers.push(`${response.status} ${await response.text()}`);
    }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^403 .*SIGN_UP_BY_INVITATION/);
  expect(await exists(invited.email)).toBe(false);
});

describe("by other ways", () => {
  test("whoever has the mailbox of an invited address joins by a link or a code", async () => {
    const [byLink, byCode] = [newPerson(), newPerson()];
    const invitation = await invite(byLink.email);
    const visitor = there();
    await visitor.submit("/sign-in/magic-link", { email: byLink.email });
    const link = await linkTo(byLink.email, /^Sign in to/);
    const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
    expect(sent(await visitor.submit(link, { token }))).toBe("303 /dashboard");
    expect(await stateOf(there(), invitation)).toBe("410 This invitation was used");
    await invite(byCode.email);
    const other = there();
    await other.submit("/sign-in/email-code", { email: byCode.email });
    const code = (await mailTo(byCode.email))[0]?.subject.slice(0, 6) ?? "";
    expect(sent(await other.submit("/sign-in/email-code", { email: byCode.email, code }))).toBe(
      "303 /dashboard",
    );
  });

  test("an invited number joins by a code, and the page of its link leads there", async () => {
    const digits = () => `+1555${String(Math.random()).slice(2, 9)}`;
    const [invited, stranger] = [digits(), digits()];
    const page = await read(await there().visit(await invite(invited)));
    expect(page.html).toContain('href="/sign-in/phone"');
    for (const phoneNumber of [invited, stranger]) {
      const visitor = there();
      await visitor.submit("/sign-in/phone", { phoneNumber });
      const code = (await mailTo(phoneNumber))[0]?.text.slice(0, 6) ?? "";
      await visitor.submit("/sign-in/phone", { phoneNumber, code });
      expect([phoneNumber, await isSignedIn(visitor)]).toEqual([phoneNumber, phoneNumber === invited]);
    }
  });
});

test("a dead link leads on, and tells nothing about anybody", async () => {
  for (const token of ["", "made-up", "a".repeat(43)]) {
    const page = await read(await there().visit(`/sign-up?invitation=${token}`));
    expect([page.status, page.heading]).toEqual([410, "This invitation does not work"]);
    expect(page.html).not.toContain("@");
  }
});

test("where everybody may join a link works as well, and a dead one is no hindrance", async () => {
  const person = newPerson();
  const link = await invite(person.email);
  expect((await read(await there("open").visit("/sign-up?invitation=dead"))).heading).toBe("Create account");
  expect(sent(await there("open").submit(link, person))).toBe("303 /verify-email");
  expect(await stateOf(there(), link)).toBe("410 This invitation was used");
});

test("where nobody may join an invitation changes nothing", async () => {
  const person = newPerson();
  const link = await invite(person.email);
  expect(await stateOf(there("closed"), link)).toBe("200 No new accounts");
  expect((await there("closed").submit(link, person)).status).toBe(400);
  expect(await exists(person.email)).toBe(false);
});

test("an invitation by mail to a taken address opens nothing", async () => {
  const { visitor: _, ...member } = await join();
  const link = await inviteByMail(member.email);
  const visitor = there();
  expect(sent(await visitor.submit(link, { ...member, password: "another password" }))).toBe(
    "303 /verify-email",
  );
  expect(await isSignedIn(visitor)).toBe(false);
  expect(sent(await signIn(there(), member))).toBe("303 /dashboard");
});

test("no address of an operator's command gets out of its quotes", async () => {
  const address = "o'brien'); drop table user; --@example.com";
  await invite(address);
  expect(await row("select address from sign_up_invitation where address = ?", address)).toEqual({ address });
});
