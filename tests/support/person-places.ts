import type { Page } from "@playwright/test";
import { joinAsAdmin } from "./admin-journey";
import { turnOnTwoFactor } from "./journey";
import { makeOrganization } from "./organization-places";
import { somebodyElsewhere } from "./person-journey";
import type { Look } from "./places";

/** Every page about one person in the console, and what an admin who acts for them sees. */
export async function walkThroughPerson(page: Page, look: Look) {
  const { elsewhere, userId } = await somebodyElsewhere(page, async (theirs, person) => {
    await turnOnTwoFactor(theirs, person);
    await makeOrganization(theirs);
  });
  await elsewhere.close();
  await joinAsAdmin(page);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const at = async (path: string, name: string) => {
    await page.goto(`/admin/users/${userId}${path}`);
    await look(name);
  };
  await at("", "person");
  await at("/sign-in", "person, sign-in and devices");
  await press("Reset second factor");
  await page.getByRole("alert").waitFor();
  await look("person, second factor with mistakes");
  await press("Sign out everywhere");
  await look("person, asked before they are signed out");
  await at("/access", "person, role and access");
  await press("Ban");
  await page.getByRole("alert").waitFor();
  await look("person, ban with mistakes");
  await page.getByLabel("Reason").fill("Sent spam");
  await press("Ban");
  await page.getByText("The account is banned").waitFor();
  await look("person, banned");
  await press("Lift the ban");
  await page.getByText("The ban is lifted").waitFor();
  await press("Act for Ada Lovelace");
  await page.getByRole("button", { name: "Stop" }).waitFor();
  await look("acting for somebody");
  await page.goto("/account/security");
  await look("acting for somebody, refused");
}
