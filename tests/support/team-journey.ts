import { expect, type Page } from "@playwright/test";
import { joinQuickly, pressAndConfirm } from "./journey";
import { addMember, makeOrganization, somebodyElse } from "./organization-places";

/** A team from its making to its end, by what is on the pages; the same with and without JavaScript. */
export async function leadTeam(page: Page) {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  await addMember(page, slug, await somebodyElse(page));
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const done = (text: string) => expect(page.getByRole("status")).toContainText(text);
  await page.goto(`/organizations/${slug}/teams`);
  await page.getByLabel("Name").fill("Loom");
  await press("Create team");
  await done("The team is made.");
  await expect(page.getByLabel("Name").last()).toHaveValue("");

  await page.getByRole("link", { name: "Loom" }).click();
  await page.getByLabel("Name or address").fill("babb");
  await press("Search");
  await expect(page).toHaveURL(/q=babb/);
  await expect(
    page.getByRole("list", { name: "Members who can be added" }).getByRole("listitem"),
  ).toHaveCount(1);
  await press("Add");
  await done("The member is in the team now.");
  await page.goto(page.url().replace(/\?.*/, ""));
  await press("Add");
  await expect(page.getByText("2 members.")).toBeVisible();

  await page.getByRole("link", { name: "All teams" }).click();
  await press("Switch");
  await done("This team is the active one now.");
  await expect(page.getByRole("main").getByText("Active", { exact: true })).toBeVisible();
  await page.getByLabel("Name").first().fill("Mill");
  await press("Rename");
  await done("The team has its new name.");
  await expect(page.getByText("2 members")).toBeVisible();
  await pressAndConfirm(page, "Remove");
  await done("The team is removed.");
  await expect(page.getByText("No team yet")).toBeVisible();
}
