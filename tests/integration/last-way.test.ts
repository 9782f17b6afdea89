import { expect, test } from "vitest";
import { signInWithPasskey } from "../support/authenticator";
import { linkTo, mailTo } from "../support/mailbox";
import { joinWithPasskey } from "../support/passkey-people";
import { isSignedIn, join, signIn } from "../support/people";
import { rows } from "../support/records";
import { joinWithTwoFactor, signInWithCode } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

/** Signs out, and reads which way the sign-in page describes as the last used one. */
async function marked(visitor: Visitor): Promise<string | undefined> {
  if (await isSignedIn(visitor)) await visitor.submit("/sign-out", {});
  const html = (await (await visitor.visit("/sign-in")).text()).replaceAll("<!-- -->", "");
  const marks = [...html.matchAll(/aria-describedby="last-used"[^>]*>(?:<svg.*?<\/svg>)?([^<]+)</gs)];
  expect(marks.length).toBe([...html.matchAll(/id="last-used"[^>]*>Last used</g)].length);
  expect(marks.length).toBeLessThanOrEqual(1);
  return marks[0]?.[1]?.trim();
}

const ways: Record<string, (visitor: Visitor) => Promise<string>> = {
  "a password": async (visitor) => {
    await signIn(visitor, await join());
    return "Sign in";
  },
  "a password, by the endpoint": async (visitor) => {
    const { email, password } = await join();
    await visitor.call("/api/auth/sign-in/email", { email, password });
    return "Sign in";
  },
  "a passkey": async (visitor) => {
    await signInWithPasskey(visitor, (await joinWithPasskey()).device);
    return "Sign in with a passkey";
  },
  "a link by mail": async (visitor) => {
    const { email } = await join();
    await visitor.submit("/sign-in/magic-link", { email });
    const link = await linkTo(email, /^Sign in to/);
    await visitor.submit(link, { token: new URL(link, "http://localhost").searchParams.get("token") ?? "" });
    return "E-mail me a sign-in link";
  },
  "a code by mail": async (visitor) => {
    const { email } = await join();
    await visitor.submit("/sign-in/email-code", { email });
    const [mail] = await mailTo(email, 2);
    await visitor.submit("/sign-in/email-code", { email, code: mail?.subject.slice(0, 6) ?? "" });
    return "E-mail me a code";
  },
  "a code by text message": async (visitor) => {
    const phoneNumber = `+1555${String(Math.random()).slice(2, 9)}`;
    await visitor.submit("/sign-in/phone", { phoneNumber });
    const [message] = await mailTo(phoneNumber);
    await visitor.submit("/sign-in/phone", { phoneNumber, code: message?.text.slice(0, 6) ?? "" });
    return "Text me a code";
  },
};

test.each(Object.entries(ways))(
  "after %s that way is marked, and stays so when signed out",
  async (_, go) => {
    const visitor = newVisitor();
    expect(await marked(visitor)).toBeUndefined();
    const name = await go(visitor);
    expect(await marked(visitor)).toBe(name);
    expect(await marked(visitor)).toBe(name);
  },
);

test("with a second step the first one is marked, once both are taken", async () => {
  const { person, secret } = await joinWithTwoFactor();
  const visitor = newVisitor();
  await signIn(visitor, person);
  expect(await marked(visitor)).toBeUndefined();
  await signInWithCode(visitor, person, secret);
  expect(await marked(visitor)).toBe("Sign in");
});

test("of two ways the newer one is marked", async () => {
  const { device, person } = await joinWithPasskey();
  const visitor = newVisitor();
  await signIn(visitor, person);
  expect(await marked(visitor)).toBe("Sign in");
  await signInWithPasskey(visitor, device);
  expect(await marked(visitor)).toBe("Sign in with a passkey");
});

test("what fails, and proving once more who one is, changes nothing", async () => {
  const { device, person } = await joinWithPasskey();
  const visitor = newVisitor();
  await signIn(visitor, person);
  const response = await device.get(await (await visitor.visit("/account/confirm/passkey")).json());
  expect((await visitor.call("/account/confirm/passkey", { response })).status).toBe(200);
  await visitor.submit("/sign-out", {});
  await signIn(visitor, { ...person, password: "wrong" });
  await visitor.submit("/sign-in/email-code", { email: person.email, code: "000000" });
  expect(await marked(visitor)).toBe("Sign in");
});

test("the cookie holds the way's name for a year, and no table has it", async () => {
  const { email, password } = await join();
  const response = await signIn(newVisitor(), { email, password });
  expect(response.headers.getSetCookie()).toContain(
    "last_way=password; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax",
  );
  const columns = await rows<{ name: string }>("select name from pragma_table_info('user')");
  expect(columns.filter(({ name }) => /last|method|way/.test(name))).toEqual([]);
});

test("a name that is no way marks nothing", async () => {
  const visitor = newVisitor();
  visitor.cookies.set("last_way", "through-nobody");
  expect(await marked(visitor)).toBeUndefined();
});
