import { type Browser, expect, type Page } from "@playwright/test";
import { joinQuickly, newPerson } from "./journey";
import { addMember, makeOrganization } from "./organization-places";
import { makeReaderRole } from "./project-places";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();

/** Projects from the first to the last, and what each person sees of them; the same with and without JavaScript. */
export async function workOnProjects(page: Page, browser: Browser, contextOptions: object) {
  await joinQuickly(page, newPerson("Ada Lovelace"));
  const slug = await makeOrganization(page);
  await makeReaderRole(page, slug, "reader", false);
  await makeReaderRole(page, slug, "auditor", true);
  const projects = `/organizations/${slug}/projects`;
  const done = (text: string) => expect(page.getByRole("status")).toContainText(text);
  const rowOf = (name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  await page.goto(projects);
  await expect(page.getByText("No project yet. Make the first one above.")).toBeVisible();
  await page.getByLabel("Name").fill("Difference Engine");
  await press(page, "Create project");
  await done("The project is made.");
  await expect(page.getByLabel("Name").first()).toHaveValue("");
  await rowOf("Difference Engine").getByLabel("Name").fill("Analytical Engine");
  await press(page, "Rename");
  await done("The project is renamed.");
  await expect(rowOf("Analytical Engine")).toContainText("by Ada Lovelace");

  const elsewhere = { browser, contextOptions, owner: page, slug };
  await asSomebody(elsewhere, "member", async (other) => {
    await expect(other.getByRole("button", { name: "Delete" })).toHaveCount(0);
    await other.getByLabel("Name").first().fill("Loom");
    await press(other, "Create project");
    await expect(other.getByRole("status")).toContainText("The project is made.");
  });
  await asSomebody(elsewhere, "reader", async (other) => {
    await expect(other.getByRole("main")).toContainText("Analytical Engine");
    await expect(other.getByRole("main").getByRole("textbox")).toHaveCount(0);
    await expect(other.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(other.getByRole("link", { name: "Activity", exact: true })).toHaveCount(0);
    await other.goto(`/organizations/${slug}/activity`);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Your role does not allow this");
    await other.getByRole("link", { name: "Your organizations" }).click();
    await expect(other).toHaveURL("/organizations");
  });

  await page.goto(projects);
  await rowOf("Analytical Engine").getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await done("The project is deleted.");
  await expect(rowOf("Analytical Engine")).toHaveCount(0);
  await expect(rowOf("Loom")).toContainText("by Charles Babbage");
  await asSomebody(elsewhere, "auditor", (other) => readActivity(other, slug));
}

/** What was done is noted after the answer, so it is looked for until it is there. */
async function readActivity(page: Page, slug: string) {
  const entries = [
    ["Deleted the project Analytical Engine", "Ada Lovelace"],
    ["Made the project Loom", "Charles Babbage"],
    ["Renamed a project to Analytical Engine", "Ada Lovelace"],
    ["Made the project Difference Engine", "Ada Lovelace"],
  ];
  await expect(async () => {
    await page.goto(`/organizations/${slug}/activity`);
    const rows = page.getByRole("row").filter({ hasText: "project" });
    await expect(rows).toHaveCount(entries.length, { timeout: 1000 });
    for (const [number, [what = "", who = ""]] of entries.entries()) {
      await expect(rows.nth(number)).toContainText(what);
      await expect(rows.nth(number)).toContainText(who);
    }
  }).toPass();
}

interface Elsewhere {
  browser: Browser;
  contextOptions: object;
  owner: Page;
  slug: string;
}

/** Somebody else with this role, in a browser of their own, at the projects. */
async function asSomebody(
  { browser, contextOptions, owner, slug }: Elsewhere,
  role: string,
  does: (page: Page) => Promise<void>,
) {
  const context = await browser.newContext(contextOptions);
  const other = await context.newPage();
  await addMember(owner, slug, await joinQuickly(other, newPerson("Charles Babbage")), role);
  await other.goto(`/organizations/${slug}/projects`);
  await does(other);
  await context.close();
}
