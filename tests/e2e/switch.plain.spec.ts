import { addAccount, joinQuickly, newPerson, signIn } from "../support/journey";
import { baseURL } from "../support/server";
import { expect, test } from "../support/test";

test("accounts are added, switched and signed out of without JavaScript", async ({ page, browser }) => {
  const ada = await joinQuickly(page, newPerson("Ada Lovelace"));
  const elsewhere = await browser.newPage({ baseURL });
  const grace = await joinQuickly(elsewhere, newPerson("Grace Hopper"));
  await elsewhere.close();
  await page.goto("/account/switch?returnTo=/account/data");
  await page.getByRole("link", { name: "Add another account" }).click();
  await signIn(page, grace);
  await expect(page).toHaveURL("/account/data");
  await expect(page.getByRole("banner")).toContainText("Grace Hopper");

  await page.locator("summary").click();
  await page.getByRole("link", { name: "Switch account" }).click();
  const rows = page.getByRole("main").getByRole("list").last().getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("In use");
  await rows.last().getByRole("button", { name: "Switch" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada Lovelace");

  await page.goto("/account/switch");
  await rows.first().getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("status")).toHaveText("That account is signed out on this device.");
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(grace.email);

  await addAccount(page, ada);
  await page.goto("/account/switch");
  await page.getByRole("button", { name: "Sign out of all" }).click();
  await expect(page).toHaveURL("/sign-in");
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
});
