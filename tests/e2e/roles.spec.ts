import { joinQuickly, pressAndConfirm } from "../support/journey";
import { makeOrganization } from "../support/organization-places";
import { expect, test } from "../support/test";

test("a role is made after a mistake without ticking again, and the form is empty afterwards", async ({
  page,
}) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  await page.goto(`/organizations/${slug}/roles`);
  await page.getByLabel("Name").fill("project lead");
  await page.getByLabel("Create projects").check();
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("alert")).toContainText("Use 2 to 30 small letters");
  await expect(page.getByLabel("Create projects")).toBeChecked();
  await page.getByLabel("Name").fill("project-lead");
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("status")).toContainText("The role is made.");
  await expect(page.getByLabel("Name")).toHaveValue("");
  await expect(page.getByLabel("Create projects")).not.toBeChecked();

  await page.getByRole("link", { name: "project-lead" }).click();
  // The page before has such a box, too.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Role project-lead");
  await page.getByLabel("Delete projects").check();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByRole("status")).toContainText("The role is saved.");
  await expect(page.getByText("create, delete", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "project-lead" }).click();
  await pressAndConfirm(page, "Delete role");
  await expect(page.getByRole("status")).toContainText("The role is deleted.");
  await expect(page.getByText("made no role of its own yet")).toBeVisible();
});
