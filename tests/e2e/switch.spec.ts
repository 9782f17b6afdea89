import type { Browser } from "@playwright/test";
import { addAccount, joinQuickly, newPerson } from "../support/journey";
import { baseURL } from "../support/server";
import { expect, test } from "../support/test";

test("the menu switches between accounts, and the page is drawn anew for who one is then", async ({
  page,
  browser,
}) => {
  const ada = await joinQuickly(page, newPerson("Ada Lovelace"));
  const grace = await joinElsewhere(browser, "Grace Hopper");
  await addAccount(page, grace);
  await page.locator("summary").click();
  await expect(page.getByRole("list", { name: "Other accounts" })).toContainText(ada.email);
  await page.getByRole("button", { name: "Switch to Ada Lovelace" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada Lovelace");
  await expect(page.getByRole("status")).toHaveText("You are using another account now.");
  await page.getByRole("link", { name: "Account", exact: true }).last().click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ada Lovelace");
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Ada Lovelace");
});

test("another tab goes on as the account that is in use now with its next page", async ({
  page,
  browser,
}) => {
  const ada = await joinQuickly(page, newPerson("Ada Lovelace"));
  await addAccount(page, await joinElsewhere(browser, "Grace Hopper"));
  const tab = await page.context().newPage();
  await tab.goto("/dashboard");
  await page.goto("/account/switch");
  await page.getByRole("button", { name: "Switch", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${ada.name}`);
  await tab.getByRole("link", { name: "Account", exact: true }).first().click();
  await expect(tab.getByLabel("Name", { exact: true })).toHaveValue(ada.name);
  await expect(tab.getByText("Account menu of")).toHaveCount(1);
  await expect(tab.getByRole("banner")).toContainText(ada.name);
});

async function joinElsewhere(browser: Browser, name: string) {
  const elsewhere = await browser.newPage({ baseURL });
  const person = await joinQuickly(elsewhere, newPerson(name));
  await elsewhere.close();
  return person;
}
