import type { Page } from "@playwright/test";
import { walkThroughAccounts } from "./account-places";
import { walkThroughAddress } from "./address-places";
import { joinQuickly, linkTo, type Person, signInElsewhere, turnOnTwoFactor } from "./journey";
import { walkThroughPhone } from "./phone-places";
import { pictures } from "./pictures";
import { plugInDevice } from "./plugged-in-device";

/** What is done at each place; its name is the page and the state it is in. */
export type Look = (name: string) => Promise<void>;

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
