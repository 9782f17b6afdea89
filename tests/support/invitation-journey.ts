import { type Browser, expect, type Page } from "@playwright/test";
import { joinQuickly, linkTo, newPerson, type Person } from "./journey";

/** Makes an organization by its form, without drawing the page; answers with its path. */
export async function foundOrganization(page: Page, name = "Difference Engines"): Promise<string> {
  const slug = `engines-${crypto.randomUUID().slice(0, 8)}`;
  await page.request.post("/organizations/new", { form: { name, slug }, maxRedirects: 0 });
  return `/organizations/${slug}`;
}

/** Two people in two browsers, with JavaScript or without: the first invites, the second has no account yet. */
export async function walkThroughInvitation(page: Page, browser: Browser, contextOptions: object) {
  await joinQuickly(page, newPerson("Charles Babbage"));
  const organization = await foundOrganization(page);
  const guest = newPerson("Grace Hopper");
  await page.goto(`${organization}/invitations`);
  await page.getByLabel("E-mail addresses").fill(`Grace Hopper <${guest.email}>\nnobody`);
  await page.getByLabel("Role").selectOption("admin");
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByRole("list", { name: "What became of each address" })).toContainText(guest.email);
  await expect(page.getByLabel("E-mail addresses")).toHaveValue("nobody");

  const context = await browser.newContext(contextOptions);
  const other = await context.newPage();
  await acceptAsNewcomer(other, guest, organization);
  await other.goto(`${organization}/invitations`);
  await expect(other.getByText("No invitation waits for an answer.")).toBeVisible();
  await context.close();
  await page.reload();
  await expect(page.getByText("No invitation waits for an answer.")).toBeVisible();
}

async function acceptAsNewcomer(page: Page, guest: Person, organization: string) {
  await page.goto(await linkTo(page, guest.email, /invites you/));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Join Difference Engines");
  await page.getByRole("link", { name: "Create account" }).click();
  await expect(page.getByLabel("E-mail address")).toHaveValue(guest.email);
  await page.getByLabel("Name").fill(guest.name);
  await page.getByLabel("Password").fill(guest.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`${organization}$`));
  await expect(page.getByRole("status")).toContainText("you are a member now");
}

/** One who is signed in as somebody else changes the account, and declines. */
export async function changeAccountAndDecline(page: Page, browser: Browser, contextOptions: object) {
  const guest = newPerson("Grace Hopper");
  const host = await browser.newContext(contextOptions);
  const hostPage = await host.newPage();
  await joinQuickly(hostPage, newPerson("Charles Babbage"));
  const organization = await foundOrganization(hostPage);
  await hostPage.request.post(`${organization}/invitations`, { form: { emails: guest.email } });
  const elsewhere = await browser.newContext(contextOptions);
  await joinQuickly(await elsewhere.newPage(), guest);
  await elsewhere.close();
  await joinQuickly(page, newPerson("Ada Lovelace"));
  await page.goto(await linkTo(page, guest.email, /invites you/));
  await page.getByRole("button", { name: `Sign out and use ${guest.email}` }).click();
  await page.getByLabel("E-mail or username").fill(guest.email);
  await page.getByLabel("Password").fill(guest.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page).toHaveURL(/\/organizations$/);
  await expect(page.getByRole("status")).toHaveText("You declined the invitation.");
  await host.close();
}
