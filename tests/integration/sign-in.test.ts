import { randomBytes, scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { days, later, minutes } from "../support/clock";
import { read, sent } from "../support/page";
import { join, newPerson, type Person, signIn } from "../support/people";
import { change, row, userIdOf } from "../support/records";
import { turnOnTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

const sessionToken = "latchkey.session_token";
const sessionData = "latchkey.session_data";

function setCookie(response: Response, name: string) {
  return response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`)) ?? "";
}

/** Another browser with the cookies that this one has now. */
function copyOf(visitor: Visitor, { without = [] as string[] } = {}) {
  const copy = newVisitor();
  for (const [name, value] of visitor.cookies) if (!without.includes(name)) copy.cookies.set(name, value);
  return copy;
}

test("the account area sends strangers to sign in, and then back", async () => {
  const response = await newVisitor().visit("/account/security?from=mail");
  expect(sent(response)).toBe("302 /sign-in?returnTo=%2Faccount%2Fsecurity%3Ffrom%3Dmail");
  const { visitor: _, ...person } = await join();
  const signedIn = await newVisitor().submit("/sign-in?returnTo=%2Faccount%2Fsecurity%3Ffrom%3Dmail", person);
  expect(sent(signedIn)).toBe("303 /account/security?from=mail");
});

test("ASVS 6.3.8: a wrong password and an unknown address get the same page", async () => {
  const { visitor: _, ...person } = await join();
  const wrong = await signIn(newVisitor(), { ...person, password: "not the one" });
  const unknown = await signIn(newVisitor(), { ...person, email: `nobody-${person.email}` });
  expect([wrong.status, unknown.status]).toEqual([400, 400]);
  const body = async (response: Response) =>
    (await response.text()).replaceAll(/nonce="[^"]+"|value="[^"]+@example.com"/g, "");
  expect(await body(wrong)).toBe(await body(unknown));
});

test("what is left empty is named, and a wrong password is not sent back", async () => {
  const empty = await read(await newVisitor().submit("/sign-in", { email: "", password: "" }));
  expect([empty.status, empty.title]).toEqual([422, "Error: Sign in"]);
  expect(empty.mistake("email")).toBe("Enter your e-mail address or username.");
  expect(empty.mistake("password")).toBe("Enter your password.");
  const wrong = await read(await signIn(newVisitor(), { ...newPerson(), password: "s3cret s3cret" }));
  expect(wrong.alert).toContain("That e-mail address or password is not right.");
  expect(wrong.html).not.toContain("s3cret");
});

test("with “keep me signed in” the session outlives the browser for seven days, without it ends with it", async () => {
  const { visitor: _, ...person } = await join();
  const kept = await newVisitor().submit("/sign-in", { ...person, rememberMe: "on" });
  expect(setCookie(kept, sessionToken)).toMatch(/Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax/);
  const visitor = newVisitor();
  const passing = await visitor.submit("/sign-in", { ...person });
  expect(setCookie(passing, sessionToken)).not.toMatch(/max-age|expires/i);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  later(2 * minutes);
  const refreshed = await visitor.visit("/dashboard");
  expect([refreshed.status, setCookie(refreshed, sessionToken)]).toEqual([
    200,
    expect.not.stringMatching(/max-age=[1-9]/i),
  ]);
});

const elsewhere = [
  "//evil.example",
  "/..//evil.example",
  "/\\evil.example",
  "https:evil.example",
  "/\n/x",
  "javascript:x",
];

test("ASVS 3.7.2: after signing in nobody is sent to another site", async () => {
  const { visitor, ...person } = await join();
  for (const returnTo of elsewhere) {
    const page = `/sign-in?${new URLSearchParams({ returnTo })}`;
    expect([returnTo, sent(await newVisitor().submit(page, person))]).toEqual([returnTo, "303 /dashboard"]);
    expect([returnTo, sent(await visitor.visit(page))]).toEqual([returnTo, "302 /dashboard"]);
    expect(await (await newVisitor().visit(page)).text()).toContain('data-return-to="/dashboard"');
  }
});

test("people sign in with their username too, and with their address in capitals", async () => {
  const { visitor, ...person } = await join();
  const username = `Ada.${person.email.slice(4, 12)}`;
  await visitor.submit("/account", { name: person.name, username, bio: "", website: "" });
  for (const email of [username, username.toLowerCase(), ` ${person.email.toUpperCase()} `])
    expect([email, sent(await signIn(newVisitor(), { ...person, email }))]).toEqual([
      email,
      "303 /dashboard",
    ]);
  const wrong = await read(await signIn(newVisitor(), { email: username, password: "not the one" }));
  const unknown = await read(await signIn(newVisitor(), { email: "nobody.at.all", password: "not the one" }));
  expect([wrong.status, wrong.alert]).toEqual([unknown.status, unknown.alert]);
  expect(wrong.alert).toContain("That username or password is not right.");
});

test("ASVS 7.2.4: every sign-in makes a new session, and a token from elsewhere is never adopted", async () => {
  const { visitor: _, ...person } = await join();
  const visitor = newVisitor();
  visitor.cookies.set(sessionToken, "chosen-by-somebody-else.c2lnbmF0dXJl");
  expect((await visitor.visit("/dashboard")).status).toBe(302);
  visitor.cookies.set(sessionToken, "chosen-by-somebody-else.c2lnbmF0dXJl");
  const tokens = new Set<string | undefined>();
  for (let times = 0; times < 3; times++) {
    await signIn(visitor, person);
    tokens.add(visitor.cookies.get(sessionToken));
    await visitor.submit("/sign-out", {});
  }
  expect(tokens.size).toBe(3);
  expect([...tokens].join()).not.toContain("chosen-by-somebody-else");
});

test("ASVS 7.4.1: after signing out, copied cookies open nothing: the token at once, the cached session in a minute", async () => {
  const { visitor } = await join();
  await visitor.visit("/dashboard");
  expect([...visitor.cookies.keys()]).toEqual(expect.arrayContaining([sessionToken, sessionData]));
  const all = copyOf(visitor);
  const tokenOnly = copyOf(visitor, { without: [sessionData] });
  const out = await visitor.submit("/sign-out", {});
  expect(sent(out)).toBe("303 /sign-in");
  expect(out.headers.get("Clear-Site-Data")).toBe('"cache", "storage"');
  expect(visitor.cookies.has(sessionToken) || visitor.cookies.has(sessionData)).toBe(false);
  expect((await read(await visitor.visit("/sign-in"))).message).toBe("You are signed out.");
  expect((await tokenOnly.visit("/dashboard")).status).toBe(302);
  const changed = await copyOf(all).submit("/account", {
    name: "Mallory",
    username: "",
    bio: "",
    website: "",
  });
  expect(sent(changed)).toBe("302 /sign-in?returnTo=%2Faccount");
  later(61);
  expect((await copyOf(all).visit("/dashboard")).status).toBe(302);
});

test("a GET to sign-out changes nothing", async () => {
  const { visitor } = await join();
  expect(sent(await visitor.visit("/sign-out"))).toBe("302 /dashboard");
  expect((await visitor.visit("/dashboard")).status).toBe(200);
});

test("ASVS 7.3.1: a session slides on while it is used, and ends seven days after it was not", async () => {
  const { visitor } = await join();
  for (let times = 0; times < 3; times++) {
    later(6 * days);
    expect([times, (await visitor.visit("/dashboard")).status]).toEqual([times, 200]);
  }
  later(7 * days + minutes);
  expect((await visitor.visit("/dashboard")).status).toBe(302);
});

async function giveOlderHash(person: Person) {
  const userId = await userIdOf(person.email);
  const salt = randomBytes(16);
  const key = scryptSync(person.password, salt, 32, { N: 2 ** 5, r: 8, p: 1 });
  const [savedSalt, savedKey] = [salt, key].map((bytes) => bytes.toString("base64").replace(/=+$/, ""));
  const older = `$scrypt$ln=5,r=8,p=1$${savedSalt}$${savedKey}`;
  await change("update account set password = ? where user_id = ?", older, userId);
  return async () =>
    (await row<{ password: string }>("select password from account where user_id = ?", userId))?.password;
}

test("ASVS 11.4.2: a hash with older parameters is made anew at sign-in, and only with the right password", async () => {
  const { visitor: _, ...person } = await join();
  const hash = await giveOlderHash(person);
  await signIn(newVisitor(), { ...person, password: "not the one" });
  expect(await hash()).toMatch(/^\$scrypt\$ln=5,/);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
  await expect.poll(hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /dashboard");
});

test("so it is for people with a second factor, after the password already", async () => {
  const { visitor, ...person } = await join();
  await turnOnTwoFactor(visitor, person.password);
  const hash = await giveOlderHash(person);
  expect(sent(await signIn(newVisitor(), person))).toBe("303 /sign-in/two-factor");
  await expect.poll(hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
});
