import { expect, type Page } from "@playwright/test";
import { joinAsAdmin } from "./admin-journey";
import { linkTo, newPerson, signIn } from "./journey";

/** An admin makes an account, its owner sets a password; the account is found, banned, exported and let in again. */
export async function lookAfterSomebody(page: Page) {
  await joinAsAdmin(page);
  const mark = crypto.randomUUID().slice(0, 8);
  const person = { ...newPerson(`Katherine ${mark}`), email: `katherine-${mark}@example.com` };
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Create a user" }).click();
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await press("Create user");
  await expect(page.getByRole("status")).toContainText("The account is made.");
  await expect(page.getByRole("row", { name: person.name })).toContainText("Not confirmed");
  await setPassword(page, person);

  await page.goto("/admin/users");
  await page.getByRole("searchbox", { name: "Search" }).fill(mark.slice(0, 6));
  await press("Search");
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("row", { name: person.name })).toContainText("Confirmed");
  await page.getByRole("link", { name: "Select all on this page" }).click();
  await expect(page.getByRole("checkbox", { name: `Select ${person.name}` })).toBeChecked();
  await press("Ban");
  await page.getByLabel("Reason").fill("Asked for it");
  await page.getByRole("dialog").getByRole("button", { name: "Ban", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("are banned");
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("row", { name: person.name })).toContainText("Banned");

  await page.getByRole("checkbox", { name: `Select ${person.name}` }).check();
  const download = page.waitForEvent("download");
  await press("Export as CSV");
  expect((await download).suggestedFilename()).toBe("people.csv");
  await press("Lift the ban");
  await expect(page.getByRole("status")).toContainText("not banned any more");
  await expect(page.getByRole("row", { name: person.name })).toContainText("Confirmed");
}

/** In a browser of their own, by the link of the mail; they can sign in then. */
async function setPassword(page: Page, person: { email: string; password: string }) {
  const link = await linkTo(page, person.email, /Your account/);
  const context = await page.context().browser()?.newContext();
  const own = await context?.newPage();
  if (!own) throw new Error("There is no browser");
  await own.goto(link);
  await own.getByLabel("New password").fill(person.password);
  await own.getByRole("button", { name: "Set new password" }).click();
  await expect(own).toHaveURL(/\/sign-in/);
  await signIn(own, person);
  await expect(own).toHaveURL(/\/dashboard/);
  await context?.close();
}
