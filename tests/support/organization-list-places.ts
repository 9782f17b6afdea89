import type { Page } from "@playwright/test";
import { joinQuickly } from "./journey";
import { makeOrganization } from "./organization-places";
import type { Look } from "./places";

/** The list of organizations, the menu of the header, and one organization from its making to its end. */
export async function walkThroughOrganizations(page: Page, look: Look) {
  await joinQuickly(page);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await at("/organizations", "organizations, none");
  await at("/organizations/new", "a new organization");
  await press("Create organization");
  await page.getByRole("alert").waitFor();
  await look("a new organization, with mistakes");
  await page.getByLabel("Name", { exact: true }).fill("x".repeat(60));
  await press("Create organization");
  await page.getByText("Your organization is made.").waitFor();
  await look("an organization, just made");
  const path = new URL(page.url()).pathname;
  await makeOrganization(page);
  await at(path, "an organization, not the active one");
  await at("/organizations", "organizations, two");
  await page.getByRole("banner").locator("summary").first().click();
  // Text that the menu covers in part has no contrast to measure: the page makes room.
  await page.getByRole("main").evaluate((main) => {
    main.style.marginTop = "25rem";
  });
  await look("organizations, with the menu open");
  await page.goto(`${path}/settings`);
  await page.getByLabel("Name of the organization").fill("Something else");
  await press("Delete organization");
  await page.getByRole("alert").waitFor();
  await look("settings, another name typed to delete");
  await page.getByLabel("Name of the organization").fill("x".repeat(60));
  await press("Delete organization");
  await page.getByText("The organization is deleted").waitFor();
  await look("organizations, one deleted");
  await at(path, "an organization that is gone");
}
