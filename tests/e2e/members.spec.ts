import { joinQuickly, pressAndConfirm } from "../support/journey";
import { addMember, makeOrganization, somebodyElse } from "../support/organization-places";
import { expect, test } from "../support/test";

test("a member is given a role and removed, and what was searched for stays", async ({ page }) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  await addMember(page, slug, await somebodyElse(page));
  await page.goto(`/organizations/${slug}/members?q=charles`);
  await page.getByLabel("Role of Charles Babbage").selectOption("admin");
  await page.getByRole("button", { name: "Change role" }).click();
  await expect(page.getByRole("status")).toContainText("The role is changed.");
  await expect(page).toHaveURL(/q=charles/);
  await pressAndConfirm(page, "Remove");
  await expect(page.getByRole("status")).toContainText("The member is removed.");
  await expect(page.getByText("Nobody here matches.")).toBeVisible();
});

test("who was added is out of the field, who was not found is still in it", async ({ page }) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const { email } = await somebodyElse(page);
  await page.goto(`/organizations/${slug}/members`);
  const field = page.getByLabel("E-mail address or username");
  await field.fill("nobody-here");
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(field).toHaveValue("nobody-here");
  await field.fill(email);
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("status")).toContainText("The new member is added");
  await expect(field).toHaveValue("");
});

test("the address of an organization is changed, and then it is deleted by its name", async ({ page }) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  await page.goto(`/organizations/${slug}/settings`);
  await page.getByLabel("Short name for the address").fill(`${slug}-new`);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(`/organizations/${slug}-new/settings`);
  await expect(page.getByRole("status")).toContainText("The changes are saved.");
  await page.getByLabel("Name of the organization").fill("Something else");
  await page.getByRole("button", { name: "Delete organization" }).click();
  await expect(page.getByRole("alert")).toContainText("Type its name as it is written");
  await page.getByLabel("Name of the organization").fill("Analytical Engines");
  await page.getByRole("button", { name: "Delete organization" }).click();
  await expect(page).toHaveURL("/organizations");
  await expect(page.getByRole("status")).toContainText("The organization is deleted");
  await expect(page.getByText("You are in no organization yet.")).toBeVisible();
});
