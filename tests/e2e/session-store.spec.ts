import type { Page } from "@playwright/test";
import { bringClient, call } from "../support/client-in-page";
import { addAccount, joinQuickly, newPerson } from "../support/journey";
import { baseURL } from "../support/server";
import { expect, test } from "../support/test";

test("the client's session store agrees with a change that was made through a form", async ({ page }) => {
  const person = await joinQuickly(page);
  await page.goto("/account");
  await watchStore(page);
  await expect.poll(() => nameInStore(page)).toBe(person.name);
  await page.getByLabel("Name", { exact: true }).fill("Ada King");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Your changes are saved.").waitFor();
  await comeBack(page);
  await expect.poll(() => nameInStore(page)).toBe("Ada King");
  await page.getByLabel("Name", { exact: true }).fill("Augusta Ada");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("banner")).toContainText("Augusta Ada");
  await page.goto("/dashboard");
  await watchStore(page);
  await expect.poll(() => nameInStore(page)).toBe("Augusta Ada");
});

test("the store and the next page agree with a change that the client made", async ({ page }) => {
  const person = await joinQuickly(page);
  await page.goto("/dashboard");
  await watchStore(page);
  await expect.poll(() => nameInStore(page)).toBe(person.name);
  await call(page, (client, body) => client.updateUser(body), { name: "Ada King" });
  await expect.poll(() => nameInStore(page)).toBe("Ada King");
  await page.getByRole("main").getByRole("link", { name: "Account", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ada King");
  await expect(page.getByRole("banner")).toContainText("Ada King");
  await call(page, (client) => client.signOut(), {});
  await expect.poll(() => nameInStore(page)).toBeUndefined();
  await page.getByRole("link", { name: "Security", exact: true }).last().click();
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
});

test("the store agrees with a switch of accounts, by the client and by the page", async ({
  page,
  browser,
}) => {
  const ada = await joinQuickly(page, newPerson("Ada Lovelace"));
  const elsewhere = await browser.newPage({ baseURL });
  const grace = await joinQuickly(elsewhere, newPerson("Grace Hopper"));
  await elsewhere.close();
  await addAccount(page, grace);
  await watchStore(page);
  await expect.poll(() => nameInStore(page)).toBe(grace.name);
  const { data } = await call(page, (client) => client.multiSession.listDeviceSessions(), {});
  const sessionToken = data?.find(({ user }) => user.email === ada.email)?.session.token ?? "";
  await call(page, (client, body) => client.multiSession.setActive(body), { sessionToken });
  await expect.poll(() => nameInStore(page)).toBe(ada.name);
  await page.getByRole("main").getByRole("link", { name: "Account", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(ada.name);
  const tab = await page.context().newPage();
  await tab.goto("/account/switch");
  await tab.getByRole("button", { name: "Switch", exact: true }).click();
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${grace.name}`);
  await comeBack(page);
  await expect.poll(() => nameInStore(page)).toBe(grace.name);
});

/** Brings the client into the page, and keeps what its store says, as a component that shows it would. */
async function watchStore(page: Page) {
  await bringClient(page);
  await page.evaluate("authClient.client.useSession.subscribe((value) => { window.inStore = value; })");
}

function nameInStore(page: Page): Promise<string | undefined> {
  return page.evaluate("window.inStore?.data?.user.name");
}

/** The tab is looked at again: the store asks anew, at most every five seconds. */
async function comeBack(page: Page) {
  await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
}
