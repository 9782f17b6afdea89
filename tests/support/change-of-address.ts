import type { Page } from "@playwright/test";
import { join, linkTo, newPerson, signIn } from "./journey";
import { expect } from "./test";

/** Changes the address of an account by its pages, and takes the old one back by the link in the mail to it. */
export async function changeOfAddress(page: Page) {
  const person = await join(page);
  const { email: newEmail } = newPerson();
  await page.goto("/account");
  await page.getByRole("link", { name: "Change e-mail address" }).click();
  await page.getByLabel("New e-mail address").fill("ada");
  await page.getByRole("button", { name: "Change e-mail address" }).click();
  await expect(page.getByLabel("New e-mail address")).toHaveAccessibleDescription(/name@example.com/);
  await expect(page.getByLabel("New e-mail address")).toHaveValue("ada");
  await page.getByLabel("New e-mail address").fill(newEmail);
  await page.getByRole("button", { name: "Change e-mail address" }).click();
  await expect(page.getByRole("status")).toContainText("We sent a message to the new address");
  await expect(page.getByText(`Waiting for ${newEmail}`)).toBeVisible();

  await page.goto(await linkTo(page, newEmail, /^Confirm your new/));
  await expect(page.getByText(newEmail)).toBeVisible();
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page).toHaveURL("/account/email");
  await expect(page.getByRole("status")).toContainText("Your e-mail address is changed");
  await expect(page.getByText(`${person.email} was your address before`)).toBeVisible();

  await page.goto(await linkTo(page, person.email, /was changed/));
  await page.getByRole("button", { name: "Undo the change" }).click();
  await expect(page.getByRole("heading", { name: "Set a new password" })).toBeVisible();
  await expect(page.getByRole("status")).toContainText("Your old address is back");
  await expect(page.getByText(person.email)).toBeVisible();
  const password = `${person.password} again`;
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set new password" }).click();
  await signIn(page, { email: person.email, password });
  await expect(page).toHaveURL("/dashboard");
}
