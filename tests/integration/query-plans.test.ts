import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { addPasskey, newAuthenticator, signInWithPasskey } from "../support/authenticator";
import { later } from "../support/clock";
import { changeAddress, confirmAddress } from "../support/email-changes";
import { askToJoin, newGuest } from "../support/guests";
import { linkTo } from "../support/mailbox";
import { join, signIn } from "../support/people";
import { rows, userIdOf } from "../support/records";
import { builtRoutes } from "../support/routes";
import { backupCodesOn, nextCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";
import { statementsSeen } from "../support/worker";

/** What reads a table from end to end and may: it stops after a few rows, or is there for developers alone. */
const inherent = [
  /^select name from d1_migrations order by id desc limit 1$/,
  /^select .* from "outbox_message" order by "outbox_message"."at" desc limit \?$/,
];

test("no query of any flow reads a whole table", async () => {
  const person = await useEverything();
  await useEveryEndpoint(person);
  const statements = [...statementsSeen];
  expect(neverDone(statements)).toEqual(["select attempt"]);
  const scans: string[] = [];
  for (const sql of statements.filter((sql) => !inherent.some((pattern) => pattern.test(sql))))
    for (const table of scannedBy(await planOf(sql))) scans.push(`${table}: ${sql}`);
  expect(scans).toEqual([]);
  console.log(`${statements.length} different statements`);
});

test("a query without an index is found, inside another one, too", async () => {
  const slow = 'select * from "user" "slow" where "name" = ? limit 1';
  expect(scannedBy(await planOf(slow))).toEqual(["slow"]);
  const inside = `select (select json_array("id") from (${slow}) "slow") from "session" where "token" = ?`;
  expect(scannedBy(await planOf(inside))).toEqual(["slow"]);
});

/** What none of the statements does to a table; here too the flows above have to be complete. */
function neverDone(statements: string[]): string[] {
  const tables = [
    "user",
    "session",
    "account",
    "verification",
    "two_factor",
    "passkey",
    "attempt",
    "profile",
  ];
  const done = (verbs: string, table: string) =>
    statements.some((sql) => new RegExp(`^(${verbs})\\b.*"${table}"`).test(sql));
  const verbs = { select: "select", insert: "insert", update: "update|delete" };
  return Object.entries(verbs).flatMap(([verb, words]) =>
    tables.filter((table) => !done(words, table)).map((table) => `${verb} ${table}`),
  );
}

async function planOf(sql: string): Promise<string[]> {
  const nothing = [...sql.matchAll(/\?/g)].map(() => null);
  const plan = env.DB.prepare(`explain query plan ${sql}`).bind(...nothing);
  return (await plan.all<{ detail: string }>()).results.map(({ detail }) => detail);
}

/** The tables that are read from end to end; the few rows that a query inside has found, or a list that was given, are read so as well. */
function scannedBy(plan: string[]): string[] {
  const inside = plan.flatMap((step) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/.exec(step)?.[1] ?? []);
  const scanned = plan.flatMap((step) => /^SCAN (?!CONSTANT)(\S+)(?= |$)(?! VIRTUAL)/.exec(step)?.[1] ?? []);
  for (const name of inside) if (scanned.includes(name)) scanned.splice(scanned.indexOf(name), 1);
  return scanned;
}

/** Everything that somebody can do with forms, from signing up to a new password. */
async function useEverything() {
  const { visitor, ...person } = await join();
  const { email, password } = person;
  const device = newAuthenticator();
  await newVisitor().submit("/sign-up", person);
  await newVisitor().submit("/verify-email", { intent: "resend", email });
  const username = email.slice(0, 12).replace("-", "_");
  await visitor.submit("/account", { name: person.name, username, bio: "", website: "" });
  await signIn(newVisitor(), { email: username, password });
  await signIn(newVisitor(), { email, password: "wrong" });
  await addPasskey(visitor, device);
  await addPasskey(visitor, newAuthenticator());
  const { secret, backupCodes } = await turnOnTwoFactor(visitor, password);
  const half = newVisitor();
  await signIn(half, person);
  await half.submit("/sign-in/two-factor", { code: "000000" });
  await half.submit("/sign-in/two-factor", { code: await nextCode(secret), trustDevice: "on" });
  await half.submit("/sign-out", {});
  await signIn(half, person);
  await half.submit("/sign-out", {});
  const other = newVisitor();
  await signIn(other, person);
  await other.submit("/sign-in/backup-code", { code: backupCodes[0] ?? "" });
  const page = "/account/security/two-factor";
  backupCodesOn(await (await visitor.submit(page, { intent: "new-codes", password })).text());
  await usePasskeys(visitor, email);
  await useSessions(visitor, email);
  for (const { path } of builtRoutes()) await visitor.visit(path);
  await visitor.visit(`/outbox.json?to=${email}`);
  await visitor.submit(page, { intent: "turn-off", password });
  const newPassword = `${password} again`;
  await visitor.submit("/account/security/password", {
    currentPassword: password,
    newPassword,
    revokeOtherSessions: "on",
  });
  await newVisitor().submit("/forgot-password", { email });
  await newVisitor().submit(await linkTo(email, /new password/), { newPassword: password });
  await signInWithPasskey(newVisitor(), device);
  await useAddressesAndGuests(person);
  await growOld(person);
  return person;
}

async function useAddressesAndGuests(person: { email: string; password: string }) {
  const { visitor } = await join();
  await changeAddress(visitor);
  await confirmAddress(visitor, await askToJoin(await newGuest()));
  await signIn(await newGuest(), person);
}

async function usePasskeys(visitor: Visitor, email: string) {
  const [passkey] = await rows<{ id: string }>(
    "select id from passkey where user_id = ?",
    await userIdOf(email),
  );
  const id = passkey?.id ?? "";
  for (const change of [{ intent: "rename", name: "Key" }, { intent: "remove" }])
    await visitor.submit("/account/security/passkeys", { ...change, id } as Record<string, string>);
}

async function useSessions(visitor: Visitor, email: string) {
  const [session] = await rows<{ id: string }>(
    "select id from session where user_id = ?",
    await userIdOf(email),
  );
  for (const change of [{ intent: "end", sessionId: session?.id ?? "" }, { intent: "end-others" }])
    await visitor.submit("/account/security/sessions", change as Record<string, string>);
}

/** What happens only after an hour, after a day, and now and then. */
async function growOld(person: { email: string; password: string }) {
  const visitor = newVisitor();
  await signIn(visitor, person);
  for (const hours of [2, 30, 24 * 40]) {
    later(hours * 60 * 60);
    await visitor.visit("/dashboard");
    await visitor.submit("/account", {});
  }
  vi.setSystemTime(Math.ceil(Date.now() / 64) * 64);
  await signIn(newVisitor(), { ...person, password: "wrong" });
}

/** What a program may ask for that no form does. */
async function useEveryEndpoint(person: { email: string; password: string }) {
  const visitor = newVisitor();
  await signIn(visitor, person);
  const { password } = person;
  const call = (path: string, json?: object) =>
    json ? visitor.call(`/api/auth${path}`, json) : visitor.visit(`/api/auth${path}`);
  for (const path of ["/get-session", "/list-sessions", "/list-accounts", "/passkey/list-user-passkeys"]) {
    visitor.cookies.delete("latchkey.session_data");
    expect((await call(path)).status, path).toBe(200);
  }
  for (const [path, json] of [
    ["/update-user", { name: "Ada", username: "ada_lovelace" }],
    ["/is-username-available", { username: "ada_lovelace" }],
    ["/verify-password", { password }],
    ["/two-factor/enable", { password }],
    ["/two-factor/get-totp-uri", { password }],
    ["/revoke-session", { token: "none" }],
    ["/revoke-other-sessions", {}],
    ["/unlink-account", { providerId: "credential" }],
    ["/revoke-sessions", {}],
  ] as const)
    expect((await call(path, json)).status, path).toBeLessThan(500);
  await signIn(visitor, person);
  expect((await call("/sign-out", {})).status).toBe(200);
}
