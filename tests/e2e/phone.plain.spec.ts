import type { Page } from "@playwright/test";
import { codeTo, joinQuickly, newNumber, pressAndConfirm, signIn, signOut } from "../support/journey";
import { expect, test } from "../support/test";

async function confirm(page: Page, number: string, count = 1) {
  await page.goto("/account");
  await page.getByRole("link", { name: "Phone number" }).click();
  await page.getByLabel("Phone number").fill(number.replace("+1555", "001 (555) "));
  await page.getByRole("button", { name: "Text me a code" }).click();
  await page.getByLabel("Code").fill(await codeTo(page, number, count));
  await page.getByRole("button", { name: "Confirm number" }).click();
  await expect(page.getByRole("status")).toContainText("Your phone number is confirmed.");
}

test("a number is confirmed, signs in, and is removed", async ({ page }) => {
  const person = await joinQuickly(page);
  const number = newNumber();
  await confirm(page, number);
  await signOut(page);
  await page.getByRole("link", { name: "Text me a code" }).click();
  await page.getByLabel("Phone number").fill(number);
  await page.getByRole("button", { name: "Text me a code" }).click();
  await page.getByLabel("Code").fill(await codeTo(page, number, 2));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(person.name);
  await page.goto("/account/phone");
  await pressAndConfirm(page, "Remove number");
  await expect(page.getByRole("status")).toContainText("Your phone number is removed.");
  await expect(page.getByText(number)).toHaveCount(0);
});

test("a wrong number and a wrong code say how to mend them, and the way goes on", async ({ page }) => {
  await joinQuickly(page);
  const number = newNumber();
  await page.goto("/account/phone");
  await page.getByLabel("Phone number").fill("0151 2345678");
  await page.getByRole("button", { name: "Text me a code" }).click();
  await expect(page.getByRole("alert")).toContainText("Begin with + and the country code");
  await expect(page.getByLabel("Phone number")).toHaveValue("0151 2345678");
  await page.getByLabel("Phone number").fill(number);
  await page.getByRole("button", { name: "Text me a code" }).click();
  const code = await codeTo(page, number, 1);
  await page.getByLabel("Code").fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Confirm number" }).click();
  await expect(page.getByRole("alert")).toContainText("That code is not right.");
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Confirm number" }).click();
  await expect(page.getByText(number, { exact: true })).toBeVisible();
});

test("a forgotten password is set anew by a text message", async ({ page }) => {
  const person = await joinQuickly(page);
  const number = newNumber();
  await confirm(page, number);
  await signOut(page);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("link", { name: "By text message instead" }).click();
  await page.getByLabel("Phone number").fill(number);
  await page.getByRole("button", { name: "Text me a code" }).click();
  await page.getByLabel("Code").fill(await codeTo(page, number, 2));
  const password = `${person.password} and more`;
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status")).toContainText("Your new password is set");
  await signIn(page, { email: person.email, password });
  await expect(page).toHaveURL("/dashboard");
});
