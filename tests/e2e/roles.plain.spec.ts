import { joinQuickly, pressAndConfirm } from "../support/journey";
import { addMember, makeOrganization, somebodyElse } from "../support/organization-places";
import { expect, test } from "../support/test";

test("a role is made, given, changed, taken back and deleted, by forms alone", async ({ page }) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  await page.goto(`/organizations/${slug}/roles`);
  await page.getByLabel("Name").fill("project-lead");
  await page.getByLabel("Create projects").check();
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("status")).toContainText("The role is made.");

  await addMember(page, slug, await somebodyElse(page), "project-lead");
  await page.getByRole("link", { name: "project-lead" }).click();
  await expect(page.getByText("1 member.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete role" })).toHaveCount(0);
  await expect(page.getByLabel("Create projects")).toBeChecked();
  await page.getByLabel("Delete projects").check();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("status")).toContainText("The role is saved.");

  await page.getByRole("link", { name: "project-lead" }).click();
  await page.getByRole("link", { name: "See these members" }).click();
  await page.getByLabel("Role of Charles Babbage").selectOption("member");
  await page.getByRole("button", { name: "Change role" }).click();
  await page.goto(`/organizations/${slug}/roles/project-lead`);
  await pressAndConfirm(page, "Delete role");
  await expect(page.getByRole("status")).toContainText("The role is deleted.");
  await expect(page.getByRole("link", { name: "project-lead" })).toHaveCount(0);
});
