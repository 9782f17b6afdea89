import type { Page } from "@playwright/test";
import { linkTo } from "./journey";
import type { Look } from "./places";

/** Another address and the links that belong to it; in the end the account has the first one again. */
export async function walkThroughAddress(page: Page, email: string, look: Look) {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const newEmail = `new-${email}`;
  await page.goto("/account/email");
  await look("address");
  await press("Change e-mail address");
  await page.getByRole("alert").waitFor();
  await look("address with a mistake");
  await ask(page, newEmail);
  await look("address, mail sent");
  await page.goto(await linkTo(page, newEmail, /^Confirm your new/));
  await look("confirm the new address");
  await press("Confirm e-mail address");
  await page.getByText("Your e-mail address is changed").waitFor();
  await look("address, changed");
  await page.goto(await linkTo(page, email, /was changed/));
  await look("undo the change of address");
  await ask(page, email);
  await page.goto(await linkTo(page, email, /^Confirm your new/));
  await press("Confirm e-mail address");
  await page.getByText("Your e-mail address is changed").waitFor();
}

async function ask(page: Page, newEmail: string) {
  await page.goto("/account/email");
  await page.getByLabel("New e-mail address").fill(newEmail);
  await page.getByRole("button", { name: "Change e-mail address" }).click();
  await page.getByText("We sent a message").waitFor();
}
