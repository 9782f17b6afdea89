import { linkTo, newPerson, signIn, signOut } from "../support/journey";
import { expect, test } from "../support/test";

test("from a guest to an account of one's own without JavaScript, and nothing is lost", async ({ page }) => {
  const person = newPerson("Grace Hopper");
  const banner = page.getByRole("complementary", { name: "Guest account" });
  await page.goto("/sign-in?returnTo=/account");
  await page.getByRole("button", { name: "Try without an account" }).click();
  await expect(page).toHaveURL("/account");
  await expect(banner).toContainText("You are a guest here.");
  await page.getByLabel("About you").fill("Finds bugs, and keeps them.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("status")).toContainText("Your changes are saved.");
  await expect(page.getByRole("link", { name: "Passkeys" })).toBeHidden();

  await banner.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(`A message to ${person.email} is on its way`)).toBeVisible();
  await page.goto("/dashboard");
  await expect(banner).toBeVisible();

  await page.goto(await linkTo(page, person.email, /^Confirm your new/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page).toHaveURL("/dashboard");
  await expect(page.getByRole("heading", { name: "Hello, Grace Hopper" })).toBeVisible();
  await expect(banner).toBeHidden();
  await signOut(page);
  await signIn(page, person);
  await page.goto("/account");
  await expect(page.getByLabel("About you")).toHaveValue("Finds bugs, and keeps them.");
});
