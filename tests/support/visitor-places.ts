import type { Page } from "@playwright/test";
import { SignJWT } from "jose";
import { joinQuickly, linkTo, newPerson, type Person, signIn, turnOnTwoFactor } from "./journey";
import { walkThroughPhoneReset } from "./phone-places";
import type { Look } from "./places";
import { baseURL, secret } from "./server";

/** Every page for visitors, in every state. */
export async function walkAsVisitor(page: Page, look: Look) {
  const person = newPerson("Ada Lovelace");
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await at("/", "start page");
  await at("/sign-up", "sign-up");
  await press("Create account");
  await look("sign-up with mistakes");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill("password1");
  await press("Create account");
  await look("sign-up with a common password");
  await page.getByLabel("Password").fill(person.password);
  await press("Create account");
  await look("sign-up, mail sent");
  await press("Send the link again");
  await look("sign-up, mail sent again");
  await at("/sign-in/magic-link", "link by mail");
  await page.getByLabel("E-mail address").fill(`b-${person.email}`);
  await press("E-mail me a sign-in link");
  await look("link by mail, sent");
  await at(await linkTo(page, `b-${person.email}`, /^Sign in to/), "link by mail, opened");
  await at("/sign-in/magic-link?token=dead", "link by mail, dead");
  await at("/sign-in/email-code", "code by mail");
  await page.getByLabel("E-mail address").fill(`c-${person.email}`);
  await press("E-mail me a code");
  await look("code by mail, sent");
  await press("Sign in");
  await look("code by mail, with a mistake");
  await at("/sign-in/phone", "code by text message");
  await press("Text me a code");
  await look("code by text message, with a mistake");
  for (const way of ["password", "passkey", "link"]) {
    await page.context().addCookies([{ name: "last_way", value: way, url: baseURL }]);
    await at("/sign-in", `sign-in, last by ${way}`);
  }
  await at("/sign-in?returnTo=/account", "sign-in");
  await press("Sign in");
  await look("sign-in with mistakes");
  await signIn(page, { ...person, password: "something else" });
  await look("sign-in with a wrong password");
  await signIn(page, person);
  await look("sign-in before the address is confirmed");
  const link = await linkTo(page, person.email, /Confirm/);
  await at(link, "confirm the address");
  await at("/verify-email?token=dead", "confirm the address, dead link");
  await at(`/verify-email?token=${await expiredToken(person)}`, "confirm the address, old link");
  await at("/sign-in/problem?error=access_denied", "a provider said no");
  await at("/forgot-password", "forgotten password");
  await press("Send reset link");
  await look("forgotten password with mistakes");
  await page.getByLabel("E-mail address").fill(person.email);
  await press("Send reset link");
  await look("forgotten password, mail sent");
  await walkThroughPhoneReset(page, look);
  await at(await linkTo(page, person.email, /Set a new password/), "new password");
  await page.getByLabel("New password").fill("password1");
  await press("Set new password");
  await look("new password with mistakes");
  await page.getByLabel("New password").fill(`${person.password} again`);
  await press("Set new password");
  await look("sign-in after a new password");
  await at("/reset-password?token=dead", "new password, dead link");
  await at("/not-me?token=dead", "not me, dead link");
  await at("/undo-email-change?token=dead", "undo a change of address, dead link");
  await at(`/verify-email?token=${"a".repeat(43)}`, "confirm a new address, dead link");
  await at("/nowhere", "not found");
  const wrong = { email: `nobody-${person.email}`, password: "wrong" };
  for (let attempt = 0; attempt < 10; attempt++) await page.request.post("/sign-in", { form: wrong });
  await page.goto("/sign-in");
  await signIn(page, wrong);
  await look("too many attempts");
  await at(`/outbox?to=${encodeURIComponent(person.email)}`, "outbox");
  await at("/outbox?to=nobody@example.com", "outbox, empty");
  await at("/outbox/templates", "every message");
}

/** The second step of signing in, in every state. */
export async function walkHalfSignedIn(page: Page, look: Look) {
  const person = await joinQuickly(page);
  await turnOnTwoFactor(page, person);
  await page.request.post("/sign-out");
  await page.goto("/sign-in");
  await signIn(page, person);
  await look("two-step verification");
  await page.getByRole("button", { name: "Verify" }).click();
  await look("two-step verification with mistakes");
  await page.getByLabel("Code").fill("000000");
  await page.getByRole("button", { name: "Verify" }).click();
  await look("two-step verification with a wrong code");
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await look("backup code");
  await page.getByLabel("Backup code").fill("00000-00000");
  await page.getByRole("button", { name: "Verify" }).click();
  await look("backup code with mistakes");
}

async function expiredToken({ email }: Person): Promise<string> {
  const token = new SignJWT({ email }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("-1 minute");
  return token.sign(new TextEncoder().encode(secret));
}
