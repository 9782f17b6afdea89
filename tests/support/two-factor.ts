import { generate } from "otplib";
import { later } from "./clock";
import { read } from "./page";
import { join, type Person, signIn } from "./people";
import { newVisitor, type Visitor } from "./visitor";

const page = "/account/security/two-factor";

/** The code that an authenticator app shows now. */
export function codeNow(secret: string): Promise<string> {
  return generate({ secret });
}

/** Waits for a code that nobody has used yet: the next time step. */
export function nextCode(secret: string): Promise<string> {
  later(30);
  return codeNow(secret);
}

/** Asks for the second factor; the page that comes shows the secret. */
export async function askForSecret(visitor: Visitor, password: string) {
  const shown = await read(await visitor.submit(page, { intent: "turn-on", password }));
  return { shown, secret: secretOn(shown.html) };
}

export function secretOn(html: string): string {
  return /data-testid="totp-secret"[^>]*>([^<]+)</.exec(html)?.[1] ?? "";
}

export function backupCodesOn(html: string): string[] {
  const [, list = ""] = /<ol data-testid="backup-codes".*?>(.*?)<\/ol>/s.exec(html) ?? [];
  return [...list.matchAll(/<li[^>]*>([^<]+)</g)].map(([, code = ""]) => code);
}

/** Turns the second factor on the way people do. */
export async function turnOnTwoFactor(visitor: Visitor, password: string) {
  const { secret } = await askForSecret(visitor, password);
  const confirmed = await read(
    await visitor.submit(page, { intent: "confirm", code: await nextCode(secret) }),
  );
  const backupCodes = backupCodesOn(confirmed.html);
  if (backupCodes.length === 0) throw new Error(`not turned on: ${confirmed.text}`);
  return { secret, backupCodes };
}

/** Password, then the code of the app. */
export async function signInWithCode(
  visitor: Visitor,
  person: Pick<Person, "email" | "password">,
  secret: string,
) {
  await signIn(visitor, person);
  return visitor.submit("/sign-in/two-factor", { code: await nextCode(secret) });
}

/** Somebody with a second factor, in a browser that is signed in. */
export async function joinWithTwoFactor() {
  const { visitor, ...person } = await join();
  return { visitor, person, ...(await turnOnTwoFactor(visitor, person.password)) };
}

/** Another browser, which has given the password and is asked for the code. */
export async function givePassword(person: Person) {
  const visitor = newVisitor();
  const { headers } = await signIn(visitor, person);
  if (headers.get("location") !== "/sign-in/two-factor") throw new Error("no code is asked for");
  return visitor;
}

/** Somebody with a second factor who has given only the password in this browser. */
export async function halfSignIn() {
  const { person, secret } = await joinWithTwoFactor();
  return { person, visitor: await givePassword(person), secret };
}
