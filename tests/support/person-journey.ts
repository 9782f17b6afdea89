import { expect, type Page } from "@playwright/test";
import { joinAsAdmin } from "./admin-journey";
import { joinQuickly, mailTo, newPerson, type Person, signIn, turnOnTwoFactor } from "./journey";
import { baseURL } from "./server";

/** Another browser with somebody who has just joined, and their id. */
export async function somebodyElsewhere(
  page: Page,
  prepare: (page: Page, person: Person) => Promise<unknown>,
) {
  const elsewhere = await page.context().browser()?.newPage({ baseURL });
  if (!elsewhere) throw new Error("there is no browser");
  const person = await joinQuickly(elsewhere, newPerson("Ada Lovelace"));
  await prepare(elsewhere, person);
  const session = await elsewhere.request.get("/api/auth/get-session?disableCookieCache=true");
  const { user } = await session.json();
  return { elsewhere, person, userId: String(user.id) };
}

/** What an admin does to a person and for them, by what is on the pages; the same with and without JavaScript. */
export async function lookAfterPerson(page: Page) {
  const { elsewhere, person, userId } = await somebodyElsewhere(page, turnOnTwoFactor);
  await joinAsAdmin(page);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const done = (text: string) => expect(page.getByRole("status")).toContainText(text);
  await page.goto(`/admin/users/${userId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ada Lovelace");

  await page.getByRole("link", { name: "Sign-in and devices" }).click();
  await press("Reset second factor");
  await expect(page.getByRole("alert")).toContainText("how you made sure that it is them");
  await page.getByLabel("How you checked that it is them").fill("Called back on the number in the contract");
  await press("Reset second factor");
  await done("The second factor is off");
  await expect(page.getByText("Nowhere.")).toBeVisible();
  const [told] = await mailTo(page, person.email, 3);
  expect(told?.subject).toContain("Your two-step verification was turned off");

  await page.getByRole("link", { name: "Role and access" }).click();
  await page.getByLabel("Reason").fill("Sent spam");
  await page.getByLabel("How long").selectOption("A day");
  await press("Ban");
  await done("The account is banned");
  await elsewhere.context().clearCookies();
  await elsewhere.goto("/sign-in");
  await signIn(elsewhere, person);
  await expect(elsewhere.getByRole("alert")).toContainText(
    /This account is locked until .* UTC\. Reason: Sent spam\./,
  );
  await press("Lift the ban");
  await done("The ban is lifted");
  await signIn(elsewhere, person);
  await expect(elsewhere.getByRole("heading", { level: 1 })).toContainText("Ada Lovelace");
  await elsewhere.close();

  await press("Act for Ada Lovelace");
  await expect(page).toHaveURL("/dashboard");
  const banner = page.getByRole("complementary", { name: "Acting for somebody" });
  await expect(banner).toContainText(/You act for Ada Lovelace\. \d+ minutes left\./);
  await page.goto("/account/security");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not while you act for somebody");
  await page.goto("/account");
  await expect(page.getByRole("link", { name: "Passkeys" })).toHaveCount(0);
  await banner.getByRole("button", { name: "Stop" }).click();
  await expect(page).toHaveURL(`/admin/users/${userId}/access`);
  await done("You are yourself again.");
}
