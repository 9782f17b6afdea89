import { type Browser, expect, type Page } from "@playwright/test";
import { joinAsAdmin } from "./admin-journey";
import { foundOrganization } from "./invitation-journey";
import { joinQuickly, mailTo, newPerson } from "./journey";

/** An admin of the deployment finds an organization that others made, looks at it, and deletes it. */
export async function overseeOrganization(owner: Page, browser: Browser, contextOptions: object) {
  const ada = await joinQuickly(owner, newPerson("Ada Lovelace"));
  const path = await foundOrganization(owner, "Overseen Engines");
  const slug = path.replace("/organizations/", "");
  const page = await (await browser.newContext(contextOptions)).newPage();
  await joinAsAdmin(page);
  await page.goto("/admin");
  await page
    .getByRole("navigation", { name: "Console" })
    .getByRole("link", { name: "Organizations" })
    .click();
  await expect(page.getByRole("heading", { name: "Organizations", level: 1 })).toBeVisible();
  await page.getByLabel("Name or short name").fill(slug);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: "Organizations found" })).toBeVisible();
  await page.getByRole("link", { name: "Overseen Engines" }).click();
  await expect(page.getByRole("heading", { name: "Overseen Engines", level: 1 })).toBeVisible();
  await expect(page.getByText(ada.email)).toBeVisible();
  const confirmation = page.getByLabel("Short name of the organization");
  await confirmation.fill("Overseen Engines");
  await page.getByRole("button", { name: "Delete organization" }).click();
  await expect(page.getByText("Type its short name exactly").first()).toBeVisible();
  await confirmation.fill(slug);
  await page.getByRole("button", { name: "Delete organization" }).click();
  await expect(page.getByRole("status")).toContainText("The organization is deleted");
  const [mail] = await mailTo(owner, ada.email);
  expect(mail?.subject).toBe("Overseen Engines is deleted");
  await page.context().close();
}
