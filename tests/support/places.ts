import type { Page } from "@playwright/test";
import { SignJWT } from "jose";
import { walkThroughAccounts } from "./account-places";
import { walkThroughAddress } from "./address-places";
import {
  joinQuickly,
  linkTo,
  newPerson,
  type Person,
  signIn,
  signInElsewhere,
  turnOnTwoFactor,
} from "./journey";
import { walkThroughPhone, walkThroughPhoneReset } from "./phone-places";
import { pictures } from "./pictures";
import { plugInDevice } from "./plugged-in-device";
import { baseURL, secret } from "./server";

/** What is done at each place; its name is the page and the state it is in. */
export type Look = (name: string) => Promise<void>;

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

/** Every page for people who are signed in, in every state. */
export async function walkAsMember(page: Page, look: Look) {
  const person = await joinQuickly(page);
  await signInElsewhere(page, person);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await at("/dashboard", "dashboard");
  await page.locator("summary").click();
  await look("dashboard with the menu open");
  await at("/account", "profile");
  await page.getByLabel("Username").fill("a b");
  await page.getByLabel("Website").fill("not an address");
  await press("Save changes");
  await page.getByRole("alert").waitFor();
  await look("profile with mistakes");
  await page.getByLabel("Username").fill("");
  await page.getByLabel("Website").fill("https://example.com/ada");
  await page
    .getByLabel("About you")
    .fill("Analyst, and author of the first note about a machine that computes.");
  await press("Save changes");
  await page.getByText("Your changes are saved.").waitFor();
  await look("profile, saved");
  await page.getByLabel("New picture").setInputFiles(fileOf(pictures.gif));
  await press("Upload picture");
  await page.getByRole("alert").waitFor();
  await look("profile, no picture");
  await page.getByLabel("New picture").setInputFiles(fileOf(pictures.jpeg));
  await press("Upload picture");
  await page.getByText("Your picture is saved.").waitFor();
  await look("profile with a picture");
  await walkThroughAddress(page, person.email, look);
  await at("/account/activity", "activity");
  await walkThroughPhone(page, look);
  await at("/account/data", "own data");
  await press("Delete my account");
  await page.getByText("for the last step").waitFor();
  await look("own data, mail sent");
  await at(await linkTo(page, person.email, /^Delete your/), "delete the account");
  await at("/account/data/delete?token=dead", "delete the account, dead link");
  await walkThroughAccounts(page, person, at, look);
  await at("/account/security", "security");
  await at("/account/security/password", "password");
  await press("Change password");
  await page.getByRole("alert").waitFor();
  await look("password with mistakes");
  await at("/account/security/sessions", "devices");
  await press("Sign out everywhere else");
  await look("devices, asked before all others are signed out");
  await at("/account/security/connections", "connections");
  await at("/account/security/passkeys", "passkeys, none");
  await plugInDevice(page);
  await press("Add a passkey");
  await page.getByRole("button", { name: "Remove" }).waitFor();
  await look("passkeys, one added");
  await press("Remove");
  await look("passkeys, asked before one is removed");
  await press("Keep it");
  await page.getByLabel("Name").fill(" ");
  await press("Rename");
  await page.getByRole("alert").filter({ hasText: "check the form" }).waitFor();
  await look("passkeys with mistakes");
  await at("/account/confirm", "confirm that it is you");
  await page.getByLabel("Password").fill("wrong");
  await press("Confirm");
  await page.getByRole("alert").filter({ hasText: "check the form" }).waitFor();
  await look("confirm, with a mistake");
  await walkThroughTwoFactor(page, person, at, look);
  await at("/account/security", "security, all on");
}

async function walkThroughTwoFactor(
  page: Page,
  person: Person,
  at: (path: string, name: string) => Promise<void>,
  look: Look,
) {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await at("/account/security/two-factor", "second factor off");
  await press("Turn on");
  await page.getByRole("alert").waitFor();
  await look("second factor off, with mistakes");
  await page.getByLabel("Password").fill(person.password);
  await press("Turn on");
  await page.getByTestId("totp-secret").waitFor();
  await look("second factor, confirm");
  await page.getByLabel("Code", { exact: true }).fill("12");
  await press("Confirm");
  await page.getByRole("alert").waitFor();
  await look("second factor, confirm with mistakes");
  await turnOnTwoFactor(page, person);
  await look("second factor, backup codes");
  await at("/account/security/two-factor", "second factor on");
  await page.getByLabel("Password").fill("wrong");
  await press("Make new backup codes");
  await page.getByRole("alert").waitFor();
  await look("second factor on, with mistakes");
}

function fileOf(picture: Uint8Array) {
  return { name: "me.jpg", mimeType: "image/jpeg", buffer: Buffer.from(picture) };
}

async function expiredToken({ email }: Person): Promise<string> {
  const token = new SignJWT({ email }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("-1 minute");
  return token.sign(new TextEncoder().encode(secret));
}
