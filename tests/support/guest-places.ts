import type { Page } from "@playwright/test";
import { linkTo, newPerson } from "./journey";
import type { Look } from "./places";

/** What somebody sees who tries without an account, up to an account of their own. */
export async function walkAsGuest(page: Page, look: Look) {
  const person = newPerson();
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/sign-up");
  await press("Try without an account");
  await page.waitForURL("**/dashboard");
  await look("dashboard of a guest");
  for (const path of [
    "/account",
    "/account/security/sessions",
    "/account/switch",
    "/account/data",
    "/sign-in",
  ]) {
    await page.goto(path);
    await look(`${path} for a guest`);
  }
  await page.goto("/account/security");
  await look("what needs an account");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill("password1");
  await press("Create account");
  await look("sign-up of a guest with a mistake");
  await page.getByLabel("Password").fill(person.password);
  await press("Create account");
  await look("sign-up of a guest, mail sent");
  await page.goto(await linkTo(page, person.email, /^Confirm your new/));
  await press("Confirm e-mail address");
  await page.waitForURL("**/dashboard");
  await look("dashboard of who was a guest");
}
