import { type Browser, expect, type Page } from "@playwright/test";
import { joinQuickly, linkTo, newPerson, type Person, pressAndConfirm } from "./journey";
import { setRecord } from "./name-server.node";
import { makeOrganization } from "./organization-places";
import type { Look } from "./places";
import { baseURL } from "./server";

/** A domain that nobody has. */
export function newDomain() {
  return `d-${crypto.randomUUID().slice(0, 8)}.example`;
}

export function personAt(domain: string): Person {
  return { ...newPerson("Grace Hopper"), email: `grace-${crypto.randomUUID().slice(0, 8)}@${domain}` };
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Sets the record that the page shows. */
export async function setShownRecord(page: Page) {
  const [, name = "", value = ""] = await page.getByRole("definition").allTextContents();
  await setRecord(name, value);
}

export async function addDomain(page: Page, domain: string) {
  await page.getByLabel("Domain").fill(domain);
  await press(page, "Add domain");
  await expect(page.getByRole("heading", { level: 3 }).filter({ hasText: domain })).toContainText(
    "Not verified yet",
  );
}

export async function letJoin(page: Page, way: string) {
  await page.getByLabel("People who prove an address there join").selectOption(way);
  await press(page, "Save");
  await expect(page.getByRole("status")).toContainText("How people come in is saved.");
}

/** Two people in two browsers, with JavaScript or without: one proves a domain, the other asks, and joins. */
export async function walkThroughDomain(page: Page, browser: Browser, contextOptions: object) {
  const owner = await joinQuickly(page, newPerson("Charles Babbage"));
  const slug = await makeOrganization(page);
  const domain = newDomain();
  await page.goto(`/organizations/${slug}/domains`);
  await page.getByLabel("Domain").fill("gmail.com");
  await press(page, "Add domain");
  await expect(page.getByRole("alert")).toContainText("Everybody can have an address there.");
  await addDomain(page, domain);
  await press(page, "Verify");
  await expect(page.getByRole("alert")).toContainText(`There is no TXT record for ${domain} yet.`);
  await setShownRecord(page);
  await press(page, "Verify");
  await expect(page.getByRole("status")).toContainText("The domain is verified.");
  await letJoin(page, "request");

  const context = await browser.newContext(contextOptions);
  const other = await context.newPage();
  await joinQuickly(other, personAt(domain));
  await other.goto("/organizations");
  await press(other, "Ask to join");
  await expect(other.getByText("asked: the answer comes by mail")).toBeVisible();
  await pressAndConfirm(other, "Take back");
  await expect(other.getByRole("status")).toContainText("You took your request back.");
  await press(other, "Ask to join");
  await page.goto(await linkTo(page, owner.email, /asks to join/));
  await pressAndConfirm(page, "Decline");
  await expect(page.getByText("Nobody waits for an answer.")).toBeVisible();
  await other.goto("/organizations");
  await press(other, "Ask to join");
  await expect(other.getByText("asked: the answer comes by mail")).toBeVisible();
  await page.reload();
  await press(page, "Accept");
  await expect(page.getByRole("status")).toContainText("The new member is in");
  await other.goto(`/organizations/${slug}`);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Analytical Engines");
  await context.close();
  await joinByOneself(page, browser, contextOptions, { slug, domain });
}

async function joinByOneself(
  page: Page,
  browser: Browser,
  contextOptions: object,
  { slug, domain }: { slug: string; domain: string },
) {
  await page.goto(`/organizations/${slug}/domains`);
  await letJoin(page, "free");
  const context = await browser.newContext(contextOptions);
  const other = await context.newPage();
  await joinQuickly(other, personAt(domain));
  await other.goto("/organizations");
  await press(other, "Join");
  await expect(other).toHaveURL(`/organizations/${slug}`);
  await expect(other.getByRole("status")).toContainText("Welcome: you are a member now.");
  await context.close();
  await pressAndConfirm(page, "Remove");
  await expect(page.getByText("There is none yet.")).toBeVisible();
}

/** The pages of domains and requests, in every state. */
export async function walkDomains(page: Page, look: Look) {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const domain = newDomain();
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await at(`/organizations/${slug}/requests`, "requests, none");
  await at(`/organizations/${slug}/domains`, "domains, none");
  await press(page, "Add domain");
  await page.getByRole("alert").waitFor();
  await look("domains, with a mistake");
  await addDomain(page, domain);
  await look("domains, one to verify");
  await press(page, "Verify");
  await page.getByRole("alert").waitFor();
  await look("domains, no record");
  await setShownRecord(page);
  await press(page, "Verify");
  await page.getByLabel("People who prove an address there join").waitFor();
  await letJoin(page, "request");
  await addDomain(page, newDomain());
  await look("domains, one verified");
  await page.getByRole("button", { name: "Remove", exact: true }).first().click();
  await page.getByRole("dialog").waitFor();
  await look("domains, asked before one is removed");
  const context = await page.context().browser()?.newContext({ baseURL });
  const other = await context?.newPage();
  if (!context || !other) throw new Error("There is no browser");
  const person = await joinQuickly(other, personAt(domain));
  await other.goto("/organizations");
  await press(other, "Ask to join");
  await other.getByText("asked: the answer comes by mail").waitFor();
  await context.close();
  await at(`/organizations/${slug}/requests`, "requests, one");
  await press(page, "Decline");
  await page.getByRole("dialog").waitFor();
  await look("requests, asked before one is declined");
  await page.request.post("/sign-out");
  await page.request.post("/sign-in", { form: person });
  await at("/organizations", "organizations, asked to join one");
}
