import { joinQuickly, mailTo, pressAndConfirm } from "../support/journey";
import { addMember, makeOrganization, somebodyElse } from "../support/organization-places";
import { expect, test } from "../support/test";

test("members are added, found, given a role and removed, by forms alone", async ({ page }) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const other = await somebodyElse(page);
  await page.goto(`/organizations/${slug}/members`);
  await page.getByLabel("E-mail address or username").fill(other.email);
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("status")).toContainText("The new member is added");
  expect((await mailTo(page, other.email, 2))[0]?.subject).toBe("You are a member of Analytical Engines");

  await page.getByLabel("Name or address").fill("babb");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/q=babb/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByLabel("Role of Charles Babbage").selectOption("admin");
  await page.getByRole("button", { name: "Change role" }).click();
  await expect(page.getByRole("status")).toContainText("The role is changed.");
  await expect(page).toHaveURL(/q=babb/);
  await expect(page.getByLabel("Role of Charles Babbage")).toHaveValue("admin");

  await pressAndConfirm(page, "Remove");
  await expect(page.getByRole("status")).toContainText("The member is removed.");
  await expect(page.getByText("Nobody here matches.")).toBeVisible();
  await page.getByRole("link", { name: "see all members" }).click();
  await expect(page.getByRole("link", { name: "Hand over or delete" })).toBeVisible();
});

test("an organization is handed over, and then left", async ({ page }) => {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const other = await somebodyElse(page);
  await addMember(page, slug, other);
  await page.goto(`/organizations/${slug}/settings`);
  await expect(page.getByText("You are the only owner")).toBeVisible();
  await page.getByRole("link", { name: "Hand over to a member" }).click();
  await page.getByLabel("E-mail address or username of the member").fill(other.email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("An admin").check();
  await page.getByRole("button", { name: "Hand over ownership" }).click();
  await expect(page.getByRole("status")).toContainText("The organization is handed over.");
  await pressAndConfirm(page, "Leave organization");
  await expect(page).toHaveURL("/organizations");
  await expect(page.getByRole("status")).toContainText("You left the organization.");
});
