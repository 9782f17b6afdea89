import { expect, test, vi } from "vitest";
import { days, later } from "../support/clock";
import { confirmAddress, mailsAbout } from "../support/email-changes";
import { askToJoin, newGuest, newGuestWithProfile, welcome, whoIs } from "../support/guests";
import { allMailTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { row, rows } from "../support/records";
import { newVisitor } from "../support/visitor";

const endpoint = "/api/auth/sign-in/anonymous";

test("switched off there is no button, no form and no endpoint", async () => {
  for (const settings of [{}, { ...welcome, SIGN_UP: "invite" }, { ...welcome, SIGN_UP: "closed" }]) {
    for (const page of ["/sign-in", "/sign-up"]) {
      const { text } = await read(await newVisitor({ settings }).visit(page));
      expect(text).not.toContain("Try without an account");
    }
    const visitor = newVisitor({ settings });
    expect((await visitor.submit("/sign-in/anonymous", {})).status).toBe(404);
    expect((await visitor.call(endpoint, {})).status).toBe(404);
    expect(await whoIs(visitor)).toBeNull();
  }
});

test("one button makes a guest, who sees on every page how to keep what they do", async () => {
  const visitor = newVisitor({ settings: welcome });
  for (const page of ["/sign-in", "/sign-up"])
    expect((await read(await visitor.visit(page))).text).toContain("Try without an account");
  expect(sent(await visitor.visit("/sign-in/anonymous"))).toBe("302 /sign-in");
  const answer = await visitor.submit("/sign-in/anonymous?returnTo=/account", {});
  expect(sent(answer)).toBe("303 /account");
  expect(await whoIs(visitor)).toMatchObject({ isAnonymous: true, name: "Guest" });
  for (const page of ["/dashboard", "/account", "/account/activity", "/account/security/sessions"]) {
    const { status, text } = await read(await visitor.visit(page));
    expect([page, status]).toEqual([page, 200]);
    expect(text).toContain("You are a guest here.");
  }
  expect(sent(await visitor.submit("/sign-in/anonymous", {}))).toBe("303 /dashboard");
});

test("a guest reaches sign-in and sign-up, and is offered no second guest", async () => {
  const visitor = await newGuest();
  for (const page of ["/sign-in", "/sign-up"]) {
    const { status, text } = await read(await visitor.visit(page));
    expect([page, status]).toEqual([page, 200]);
    expect(text).not.toContain("Try without an account");
  }
  const { visitor: member } = await join(undefined, newVisitor({ settings: welcome }));
  expect(sent(await member.visit("/sign-in"))).toBe("302 /dashboard");
  const { text } = await read(await member.visit("/dashboard"));
  expect(text).not.toContain("You are a guest here.");
});

test("what needs an account of one's own leads a guest to one, and the endpoints refuse", async () => {
  const visitor = await newGuest();
  for (const page of [
    "/account/email",
    "/account/phone",
    "/account/security",
    "/account/security/password",
  ]) {
    expect([page, sent(await visitor.visit(page))]).toEqual([page, "303 /sign-up"]);
    expect([page, sent(await visitor.submit(page, {}))]).toEqual([page, "303 /sign-up"]);
  }
  expect((await read(await visitor.visit("/sign-up"))).message).toContain(
    "That needs an account of your own",
  );
  const calls: [string, object | undefined][] = [
    ["change-email", { newEmail: newPerson().email }],
    ["change-password", { currentPassword: "a", newPassword: "an entirely other phrase" }],
    ["two-factor/enable", { method: "otp" }],
    ["passkey/generate-register-options", undefined],
    ["link-social", { provider: "google" }],
    ["phone-number/verify", { phoneNumber: "+4915123456789", code: "123456", updatePhoneNumber: true }],
  ];
  for (const [path, body] of calls) {
    const answer = await (body
      ? visitor.call(`/api/auth/${path}`, body)
      : visitor.visit(`/api/auth/${path}`));
    expect([path, answer.status, await answer.json()]).toMatchObject([path, 403, { code: "GUEST_ACCOUNT" }]);
  }
});

test("a guest becomes a full account in place: nothing is lost, and nothing changes before the address is confirmed", async () => {
  const { visitor, username, id } = await newGuestWithProfile();
  const person = newPerson("Grace Hopper");
  const link = await askToJoin(visitor, person);
  expect((await read(await visitor.visit("/sign-up?sent="))).text).toContain(`A message to ${person.email}`);
  expect(await whoIs(visitor)).toMatchObject({ id, isAnonymous: true, name: "Grace" });
  expect((await signIn(newVisitor(), person)).status).toBe(400);
  expect((await read(await newVisitor().visit(link))).text).toContain(person.email);
  expect(await whoIs(visitor)).toMatchObject({ isAnonymous: true });

  expect(sent(await confirmAddress(visitor, link))).toBe("303 /dashboard");
  const { text, message } = await read(await visitor.visit("/dashboard"));
  expect(message).toContain("Your account is your own now");
  expect(text).not.toContain("You are a guest here.");
  const { name, email } = person;
  expect(await whoIs(visitor)).toMatchObject({
    id,
    name,
    email,
    emailVerified: true,
    isAnonymous: false,
    username,
  });
  const profile = await read(await visitor.visit("/account"));
  expect(profile.html).toContain("Compiles.");
  const other = newVisitor();
  expect(sent(await signIn(other, person))).toBe("303 /dashboard");
  expect(await whoIs(other)).toMatchObject({ id });
  await vi.waitFor(async () => {
    const events = await rows<{ event: string }>("select event from activity where user_id = ?", id);
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["account-created", "username-changed", "guest-joined", "signed-in"]),
    );
  });
  await mailTo(person.email, 2);
  expect((await confirmAddress(visitor, link)).status).toBe(410);
});

test("the link works in another browser, and the guest's own one then has the full account", async () => {
  const { visitor, id } = await newGuestWithProfile();
  const person = newPerson();
  const link = await askToJoin(visitor, person);
  expect(sent(await confirmAddress(newVisitor(), link))).toBe("303 /sign-in");
  later(61);
  expect(await whoIs(visitor)).toMatchObject({ id, email: person.email, isAnonymous: false });
});

test("ASVS 6.3.8: a guest is answered alike for an address that is taken, whose owner is told", async () => {
  const { email: owned } = await join();
  const visitor = await newGuest();
  const taken = await visitor.submit("/sign-up", { ...newPerson(), email: owned });
  expect(sent(taken)).toBe("303 /sign-up?sent=");
  await vi.waitFor(async () => expect(await mailsAbout(owned, /is taken at/)).toHaveLength(1), 5000);
  expect(await mailsAbout(owned, /^Confirm your new/)).toEqual([]);
  const body = { ...newPerson(), email: owned };
  const answer = await visitor.call("/api/auth/sign-up/email", body);
  expect([answer.status, await answer.json()]).toMatchObject([200, { token: null, user: { email: owned } }]);
});

test("the rules for a password and for domains hold for guests as well", async () => {
  const settings = { ...welcome, BLOCKED_EMAIL_DOMAINS: "blocked.example" };
  const visitor = await newGuest(newVisitor({ settings }));
  const weak = await read(await visitor.submit("/sign-up", { ...newPerson(), password: "password1" }));
  expect(weak.mistake("password")).toContain("most common");
  const blocked = await read(
    await visitor.submit("/sign-up", { ...newPerson(), email: "a@blocked.example" }),
  );
  expect(blocked.mistake("email")).toContain("not accepted here");
});

test("one address begins twenty guests in half an hour at most, by form and endpoint together", async () => {
  const ip = "198.18.77.7";
  const statuses: number[] = [];
  for (let time = 0; time < 21; time++) {
    const visitor = newVisitor({ ip, settings: welcome });
    const answer = time % 2 ? visitor.call(endpoint, {}) : visitor.submit("/sign-in/anonymous", {});
    statuses.push((await answer).status);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  expect(statuses.at(-1)).toBe(429);
});

test("guests who cannot come back are removed after a month, on the heels of new ones", async () => {
  const gone = await newGuestWithProfile();
  const stays = await newGuestWithProfile();
  await gone.visitor.submit("/sign-out", {});
  for (let week = 0; week < 5; week++) {
    later(6 * days + 60);
    await stays.visitor.visit("/dashboard");
  }
  // A batch each: there are more by now.
  for (let time = 0; time < 3; time++) await newGuest();
  const find = (id: string) => row("select id from user where id = ?", id);
  await vi.waitFor(async () => expect(await find(gone.id)).toBeNull(), 5000);
  expect(await row("select * from profile where user_id = ?", gone.id)).toBeNull();
  expect(await find(stays.id)).not.toBeNull();
});

test("no mail is ever sent to a guest", async () => {
  const { visitor } = await newGuestWithProfile();
  const { email } = (await whoIs(visitor)) ?? {};
  expect(await allMailTo(String(email))).toEqual([]);
});
