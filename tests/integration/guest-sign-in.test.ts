import { expect, test, vi } from "vitest";
import { addPasskey, newAuthenticator, signInWithPasskey } from "../support/authenticator";
import { mailsAbout } from "../support/email-changes";
import { newGuestWithProfile, welcome, whoIs } from "../support/guests";
import { linkTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { joinWithTwoFactor, nextCode } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

type Guest = Awaited<ReturnType<typeof newGuestWithProfile>>;

/** The guest is gone with all that was theirs, and this browser is signed in to `userId`. */
async function expectJoined({ visitor, id }: Guest, userId: string) {
  expect(await whoIs(visitor)).toMatchObject({ id: userId, isAnonymous: false });
  expect(await row("select id from user where id = ?", id)).toBeNull();
  for (const table of ["session", "account", "profile", "activity"])
    expect([table, await rows(`select * from ${table} where user_id = ?`, id)]).toEqual([table, []]);
  const names = [...visitor.cookies.keys()].filter((name) => name.includes("_multi-"));
  expect(names).toHaveLength(1);
}

const bioOf = async (visitor: Visitor) => (await read(await visitor.visit("/account"))).html;

test("signing in by password takes profile and username along where the account has none", async () => {
  const { visitor: _, ...person } = await join();
  const guest = await newGuestWithProfile();
  expect(sent(await signIn(guest.visitor, person))).toBe("303 /dashboard");
  await expectJoined(guest, await userIdOf(person.email));
  expect(await whoIs(guest.visitor)).toMatchObject({ name: person.name, username: guest.username });
  expect(await bioOf(guest.visitor)).toContain("Compiles.");
});

test("what the account has stays", async () => {
  const { visitor, ...person } = await join();
  const username = `own_${crypto.randomUUID().slice(0, 8)}`;
  await visitor.submit("/account", { name: person.name, username, bio: "Analyst.", website: "" });
  const guest = await newGuestWithProfile();
  await signIn(guest.visitor, person);
  await expectJoined(guest, await userIdOf(person.email));
  expect(await whoIs(guest.visitor)).toMatchObject({ username });
  expect(await bioOf(guest.visitor)).toContain("Analyst.");
  expect(await row("select id from user where username = ?", guest.username)).toBeNull();
});

test("a wrong password changes nothing for the guest", async () => {
  const { visitor: _, ...person } = await join();
  const { visitor, id } = await newGuestWithProfile();
  expect((await signIn(visitor, { ...person, password: "wrong" })).status).toBe(400);
  expect(await whoIs(visitor)).toMatchObject({ id, isAnonymous: true });
});

test("a code by mail to a new address makes an account that has the guest's profile", async () => {
  const guest = await newGuestWithProfile();
  const { email } = newPerson();
  await guest.visitor.submit("/sign-in/email-code", { email });
  await vi.waitFor(async () => expect(await mailsAbout(email, /is your code/)).toHaveLength(1), 5000);
  const code = (await mailsAbout(email, /is your code/))[0]?.subject.slice(0, 6) ?? "";
  expect(sent(await guest.visitor.submit("/sign-in/email-code", { email, code }))).toBe("303 /dashboard");
  await expectJoined(guest, await userIdOf(email));
  expect(await bioOf(guest.visitor)).toContain("Compiles.");
});

test("a link by mail does so, too", async () => {
  const guest = await newGuestWithProfile();
  const { email } = newPerson();
  await guest.visitor.submit("/sign-in/magic-link", { email });
  const link = await linkTo(email, /^Sign in to/);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  expect(sent(await guest.visitor.submit(link, { intent: "sign-in", token }))).toBe("303 /dashboard");
  await expectJoined(guest, await userIdOf(email));
});

test("and a passkey", async () => {
  const { visitor, email } = await join();
  const device = newAuthenticator();
  await addPasskey(visitor, device);
  const guest = await newGuestWithProfile();
  await signInWithPasskey(guest.visitor, device);
  await expectJoined(guest, await userIdOf(email));
});

test("with a second step the guest waits until it is taken, and then goes along", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const guest = await newGuestWithProfile();
  const { visitor, id } = guest;
  expect(sent(await signIn(visitor, person))).toBe("303 /sign-in/two-factor");
  expect(await row("select id from user where id = ?", id)).not.toBeNull();
  await visitor.submit("/sign-in/two-factor", { code: "000000" });
  expect(await row("select id from user where id = ?", id)).not.toBeNull();
  const code = await nextCode(secret);
  expect(sent(await visitor.submit("/sign-in/two-factor", { code }))).toBe("303 /dashboard");
  await expectJoined(guest, await userIdOf(person.email));
  expect(await bioOf(visitor)).toContain("Compiles.");
  expect([...visitor.cookies.keys()]).not.toContain("latchkey.guest");
});

test("whoever gives up the second step goes on as the guest", async () => {
  const { person } = await joinWithTwoFactor();
  const { visitor, id } = await newGuestWithProfile();
  await signIn(visitor, person);
  const page = await read(await visitor.visit("/sign-in"));
  expect(page.text).toContain("Go on as Grace");
  await visitor.submit("/sign-in/go-on", { account: id });
  expect(await whoIs(visitor)).toMatchObject({ id, isAnonymous: true });
});

test("an account that was signed up elsewhere and is confirmed in a guest's browser takes the profile along", async () => {
  const person = newPerson();
  await newVisitor({ settings: welcome }).submit("/sign-up", person);
  const link = await linkTo(person.email, /Confirm/);
  const guest = await newGuestWithProfile();
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  await guest.visitor.submit(link, { intent: "confirm", token });
  await expectJoined(guest, await userIdOf(person.email));
});
