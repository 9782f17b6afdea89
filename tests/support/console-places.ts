import type { Page } from "@playwright/test";
import { joinAsAdmin } from "./admin-journey";
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
  await at("/admin/audit-log", "audit log");
  await page.getByRole("button", { name: "Verify the audit log" }).click();
  await page.getByText("The audit log is whole").waitFor();
  await look("audit log, verified");
  await at("/admin/audit-log?event=organization-deleted&by=nobody", "audit log, nothing found");
}
