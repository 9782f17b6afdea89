import { type Browser, expect, type Page } from "@playwright/test";
import { addDomain, letJoin, newDomain, personAt, setShownRecord } from "./domain-places";
import { joinQuickly, linkTo, newPerson, type Person, pressAndConfirm } from "./journey";

const name = "Analytical Engines";
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const says = (page: Page, text: string) => expect(page.getByRole("status")).toContainText(text);
const isCalled = (page: Page, title: string) =>
  expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
const linksOf = (page: Page) => page.getByRole("navigation", { name, exact: true }).getByRole("link");

/** Ada and Bob in two browsers, with JavaScript or without: an organization from its making to its end. */
export async function shareOrganization(ada: Page, browser: Browser, contextOptions: object) {
  await joinQuickly(ada, newPerson("Ada Lovelace"));
  const here = await makeIt(ada);
  const person = newPerson("Bob Babbage");
  await inviteTwo(ada, here, person);
  const context = await browser.newContext(contextOptions);
  const bob = await context.newPage();
  await acceptAsNewcomer(bob, person, here);
  await lookAsMember(bob, here);

  await ada.goto(`${here}/members`);
  await ada.getByLabel("Role of Bob Babbage").selectOption("admin");
  await press(ada, "Change role");
  await says(ada, "The role is changed.");
  await inviteAsAdmin(bob, here);
  await switchInHeader(bob, here);
  const asked = await browser.newContext(contextOptions);
  const grace = await asked.newPage();
  await comeByDomain({ ada, bob, grace }, here);

  await handOver(ada, here, person);
  await leave(ada, here);
  await deleteIt(bob, here, person);
  await grace.goto(here);
  await isCalled(grace, "This page does not exist");
  await asked.close();
  await context.close();
}

async function makeIt(page: Page): Promise<string> {
  await page.goto("/organizations/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Short name for the address").fill(`engines-${crypto.randomUUID().slice(0, 8)}`);
  await press(page, "Create organization");
  await says(page, "Your organization is made.");
  const here = new URL(page.url()).pathname;
  await expect(page.getByRole("banner")).toContainText(name);
  await page.goto(`${here}/teams`);
  await page.getByLabel("Name").fill("Loom");
  await press(page, "Create team");
  await says(page, "The team is made.");
  return here;
}

async function inviteTwo(page: Page, here: string, { email }: Person) {
  const carol = newPerson("Carol").email;
  await page.goto(`${here}/invitations`);
  await page.getByLabel("E-mail addresses").fill(`Bob Babbage <${email}>; ${carol}\nnobody`);
  await page.getByLabel("Role").selectOption("member");
  await page.getByLabel("Team").selectOption({ label: "Loom" });
  await press(page, "Send invitations");
  const results = page.getByRole("list", { name: "What became of each address" });
  for (const address of [email, carol])
    await expect(results.getByRole("listitem").filter({ hasText: address })).toContainText("Invited");
  await expect(page.getByLabel("E-mail addresses")).toHaveValue("nobody");
}

async function acceptAsNewcomer(page: Page, person: Person, here: string) {
  await page.goto(await linkTo(page, person.email, /invites you/));
  await isCalled(page, `Join ${name}`);
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Password").fill(person.password);
  await press(page, "Create account");
  await press(page, "Accept invitation");
  await expect(page).toHaveURL(here);
  await says(page, "you are a member now");
}

async function lookAsMember(page: Page, here: string) {
  await expect(linksOf(page)).toHaveText(["Overview", "Projects", "Members", "Teams", "Roles", "Settings"]);
  await page.goto(`${here}/teams`);
  await expect(page.getByRole("listitem").filter({ hasText: "Loom" })).toContainText("You are in it");
  await expect(page.getByRole("button", { name: "Create team" })).toHaveCount(0);
  await page.goto(`${here}/members`);
  await expect(page.getByRole("main")).toContainText("Ada Lovelace");
  await expect(page.getByRole("button", { name: "Change role" })).toHaveCount(0);
  await page.goto(`${here}/invitations`);
  await isCalled(page, "Your role does not allow this");
}

async function inviteAsAdmin(page: Page, here: string) {
  await page.goto(here);
  await linksOf(page).getByText("Invitations").click();
  await isCalled(page, "Invitations");
  const dora = newPerson("Dora").email;
  await page.getByLabel("E-mail addresses").fill(dora);
  await press(page, "Send invitations");
  await expect(page.getByRole("list", { name: "What became of each address" })).toContainText(dora);
  await linkTo(page, dora, /^Bob Babbage invites you/);
}

async function switchInHeader(page: Page, here: string) {
  await page.goto("/organizations/new");
  await page.getByLabel("Name", { exact: true }).fill("Difference Engines");
  await page.getByLabel("Short name for the address").fill(`other-${crypto.randomUUID().slice(0, 8)}`);
  await press(page, "Create organization");
  const banner = page.getByRole("banner");
  await isCalled(page, "Difference Engines");
  const menu = banner.locator("summary").filter({ hasText: "Difference Engines" });
  await menu.click();
  await banner.getByRole("button", { name: `Switch to ${name}` }).click();
  await expect(page).toHaveURL(here);
  await expect(banner.locator("summary").filter({ hasText: name })).toBeVisible();
  await expect(page.getByText("You work in it now")).toBeVisible();
}

async function comeByDomain({ ada, bob, grace }: Record<"ada" | "bob" | "grace", Page>, here: string) {
  const domain = newDomain();
  await ada.goto(`${here}/domains`);
  await addDomain(ada, domain);
  await setShownRecord(ada);
  await press(ada, "Verify");
  await says(ada, "The domain is verified.");
  await letJoin(ada, "request");
  await joinQuickly(grace, personAt(domain));
  await grace.goto("/organizations");
  await press(grace, "Ask to join");
  await expect(grace.getByText("asked: the answer comes by mail")).toBeVisible();
  await bob.goto(`${here}/requests`);
  await press(bob, "Accept");
  await says(bob, "The new member is in");
  await grace.goto(here);
  await isCalled(grace, name);
}

async function handOver(page: Page, here: string, { email }: Person) {
  await page.goto(`${here}/settings`);
  await page.getByRole("link", { name: "Hand over to a member" }).click();
  await page.getByLabel("E-mail address or username of the member").fill(email);
  await press(page, "Continue");
  await page.getByLabel("An admin").check();
  await press(page, "Hand over ownership");
  await says(page, "The organization is handed over.");
  await page.goto(`${here}/settings`);
  await expect(page.getByRole("button", { name: "Delete organization" })).toHaveCount(0);
}

async function leave(page: Page, here: string) {
  await pressAndConfirm(page, "Leave organization");
  await expect(page).toHaveURL("/organizations");
  await says(page, "You left the organization.");
  await page.goto(here);
  await isCalled(page, "This page does not exist");
}

/** With the typed name, and a proof of who one is that was given a moment ago. */
async function deleteIt(page: Page, here: string, { password }: Person) {
  await page.goto(`/account/confirm?${new URLSearchParams({ returnTo: `${here}/settings` })}`);
  await page.getByLabel("Password").fill(password);
  await press(page, "Confirm");
  await expect(page).toHaveURL(`${here}/settings`);
  await page.getByLabel("Name of the organization").fill(name.toLowerCase());
  await press(page, "Delete organization");
  await expect(page.getByRole("alert")).toContainText("Type its name as it is written");
  await page.getByLabel("Name of the organization").fill(name);
  await press(page, "Delete organization");
  await expect(page).toHaveURL("/organizations");
  await says(page, "The organization is deleted");
  await expect(page.getByRole("main")).not.toContainText(name);
}
