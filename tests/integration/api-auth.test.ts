import { expect, test } from "vitest";
import { linkTo, mailTo } from "../support/mailbox";
import { sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

interface Answer {
  code?: string;
  token?: string | null;
  user?: { email: string; emailVerified: boolean };
  twoFactorRedirect?: boolean;
  status?: boolean;
  success?: boolean;
}

async function answerOf(response: Response) {
  return [response.status, await response.json<Answer | null>()] as const;
}

test("a program signs up, is not let in before the address is confirmed, then signs in, asks who it is, and signs out", async () => {
  const [visitor, person] = [newVisitor(), newPerson()];
  const [status, signedUp] = await answerOf(await visitor.call("/api/auth/sign-up/email", person));
  expect([status, signedUp?.token, signedUp?.user?.emailVerified]).toEqual([200, null, false]);
  expect(await answerOf(await visitor.call("/api/auth/sign-in/email", person))).toMatchObject([
    403,
    { code: "EMAIL_NOT_VERIFIED" },
  ]);
  const link = await linkTo(person.email, /Confirm/);
  await newVisitor().submit(link, {
    intent: "confirm",
    token: new URL(link, "http://x").searchParams.get("token") ?? "",
  });
  const [ok, signedIn] = await answerOf(await visitor.call("/api/auth/sign-in/email", person));
  expect([ok, signedIn?.user?.email]).toEqual([200, person.email]);
  expect(await answerOf(await visitor.visit("/api/auth/get-session"))).toMatchObject([
    200,
    { user: { email: person.email } },
  ]);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  expect(await answerOf(await visitor.call("/api/auth/sign-out", {}))).toEqual([200, { success: true }]);
  expect(await answerOf(await visitor.visit("/api/auth/get-session"))).toEqual([200, null]);
});

test("one session serves pages and endpoints alike", async () => {
  const { visitor, email } = await join();
  expect(await answerOf(await visitor.visit("/api/auth/get-session"))).toMatchObject([
    200,
    { user: { email } },
  ]);
  await visitor.call("/api/auth/update-user", { name: "Ada King" });
  expect(await (await visitor.visit("/dashboard")).text()).toContain("Hello, Ada King");
});

test("ASVS 3.5.1: a call that brings cookies from another origin is refused", async () => {
  const { visitor, ...person } = await join();
  for (const Origin of [
    "https://evil.example",
    "null",
    "http://localhost:8788.evil.example",
    "http://localhost:1",
  ])
    for (const [path, body] of [
      ["sign-out", {}],
      ["sign-in/email", person],
      ["update-user", { name: "Mallory" }],
    ] as const) {
      const response = await visitor.call(`/api/auth/${path}`, body, { Origin });
      expect([Origin, path, response.status]).toEqual([Origin, path, 403]);
    }
  expect((await visitor.visit("/dashboard")).status).toBe(200);
});

test("ASVS 3.4.2: another origin reads nothing, for it gets no permission", async () => {
  const { visitor } = await join();
  const response = await visitor.visit("/api/auth/get-session", { Origin: "https://evil.example" });
  expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
});

test("ASVS 3.7.2: no link in a mail, and no redirect, leads to an origin that a caller chose", async () => {
  const person = newPerson();
  for (const [path, body] of [
    ["sign-up/email", { ...person, callbackURL: "https://evil.example/" }],
    ["request-password-reset", { email: person.email, redirectTo: "https://evil.example/" }],
    ["send-verification-email", { email: person.email, callbackURL: "//evil.example/" }],
  ] as const)
    expect([path, (await newVisitor().call(`/api/auth/${path}`, body)).status]).toEqual([path, 403]);
  for (const path of [
    "verify-email?token=x&callbackURL=https://evil.example",
    "reset-password/x?callbackURL=https://evil.example",
  ]) {
    const response = await newVisitor().visit(`/api/auth/${path}`);
    expect([path, response.status]).toEqual([path, 403]);
  }
});

test("ASVS 6.3.8: a wrong password and an unknown address get the same answer, and so does a taken address", async () => {
  const { visitor: _, ...person } = await join();
  const unknown = newPerson();
  const wrong = await answerOf(
    await newVisitor().call("/api/auth/sign-in/email", { ...person, password: "not the one" }),
  );
  expect(await answerOf(await newVisitor().call("/api/auth/sign-in/email", unknown))).toEqual(wrong);
  expect(wrong).toMatchObject([401, { code: "INVALID_EMAIL_OR_PASSWORD" }]);
  const signUp = async (email: string) => {
    const [status, body] = await answerOf(
      await newVisitor().call("/api/auth/sign-up/email", { ...unknown, email }),
    );
    return [
      status,
      Object.keys(body ?? {}),
      Object.entries(body?.user ?? {}).map(([name, value]) => [name, typeof value]),
    ];
  };
  expect(await signUp(person.email)).toEqual(await signUp(unknown.email));
  const reset = async (email: string) =>
    answerOf(await newVisitor().call("/api/auth/request-password-reset", { email }));
  expect(await reset(person.email)).toEqual(await reset(newPerson().email));
});

test("the second factor is asked for here, too", async () => {
  const { visitor, ...person } = await join();
  await turnOnTwoFactor(visitor, person.password);
  const program = newVisitor();
  const [status, body] = await answerOf(await program.call("/api/auth/sign-in/email", person));
  expect([status, body?.twoFactorRedirect, body?.token]).toEqual([200, true, undefined]);
  expect(await answerOf(await program.visit("/api/auth/get-session"))).toEqual([200, null]);
  expect(
    await answerOf(await program.call("/api/auth/two-factor/verify-totp", { code: "000000" })),
  ).toMatchObject([401, { code: "INVALID_CODE" }]);
});

test("what only the server may call has no address, and what is not offered is not there", async () => {
  const { visitor } = await join();
  for (const [path, body] of [
    ["two-factor/view-backup-codes", { userId: "x" }],
    ["two-factor/generate-totp", { secret: "x" }],
    ["set-password", { newPassword: "an entirely other phrase" }],
    ["sign-in/anonymous", {}],
    ["confirm-email-change", { token: "x" }],
    ["undo-email-change", { token: "x" }],
    ["no-such-endpoint", {}],
  ] as const)
    expect([path, (await visitor.call(`/api/auth/${path}`, body)).status]).toEqual([path, 404]);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
});

test("a password that is changed here is mailed to its owner like one that is changed by the form", async () => {
  const { visitor, ...person } = await join();
  const body = { currentPassword: person.password, newPassword: "an entirely other phrase" };
  expect((await visitor.call("/api/auth/change-password", body)).status).toBe(200);
  expect((await mailTo(person.email, 2))[0]?.subject).toBe("Latchkey: Your password was changed");
  expect(sent(await signIn(newVisitor(), { ...person, password: body.newPassword }))).toBe("303 /dashboard");
});
