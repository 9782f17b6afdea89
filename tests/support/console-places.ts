import type { Page } from "@playwright/test";
import { joinAsAdmin } from "./admin-journey";
import { foundOrganization } from "./invitation-journey";
import type { Look } from "./places";
import { walkThroughHooks } from "./webhook-journey";

/** Every page of the operator's console, in every state. */
export async function walkThroughConsole(page: Page, look: Look) {
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await joinAsAdmin(page);
  await at("/admin", "console, overview");
  await page.getByText("as a table").first().click();
  await look("console, overview with a table");
  await at("/admin?days=90", "console, overview of three months");
  await walkThroughHooks(page, look);
  await walkThroughPeople(page, at, look);
  await at("/admin/organizations?q=nothing-begins-so", "console, no organization found");
  const name = "Console Engines";
  await foundOrganization(page, name);
  await at(`/admin/organizations?q=${encodeURIComponent(name)}`, "console, organizations");
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("heading", { name: "What is in it" }).waitFor();
  await look("console, an organization");
  await page.getByRole("button", { name: "Delete organization" }).click();
  await page.getByText("Type its short name exactly").first().waitFor();
  await look("console, an organization that is not deleted by another name");
  await at("/admin/messages", "console, no message waits");
  await at("/admin/settings", "console, settings");
  await at("/admin/audit-log", "audit log");
  await page.getByRole("button", { name: "Verify the audit log" }).click();
  await page.getByText("The audit log is whole").waitFor();
  await look("audit log, verified");
  await at("/admin/audit-log?event=organization-deleted&by=nobody", "audit log, nothing found");
}

async function walkThroughPeople(page: Page, at: (path: string, name: string) => Promise<void>, look: Look) {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await at("/admin/users", "people");
  await page.getByRole("link", { name: "Select all on this page" }).click();
  await page.getByRole("link", { name: "Select none" }).waitFor();
  await look("people, all selected");
  await press("Ban");
  await look("people, asked before they are banned");
  await page.getByRole("dialog").getByRole("button", { name: "Ban", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await look("people, a ban without a reason");
  await at("/admin/users?state=guest&sort=used", "people, filtered");
  await at("/admin/users?q=nobody-at-all", "people, nobody found");
  await at("/admin/users/new", "a new user");
  await press("Create user");
  await page.getByRole("alert").waitFor();
  await look("a new user with mistakes");
}
