import type { Page } from "@playwright/test";
import { joinQuickly, newPerson } from "./journey";
import { addMember, makeOrganization } from "./organization-places";
import type { Look } from "./places";
import { baseURL } from "./server";

/** Makes a role that may look, and read the activity if `reads`, by the form, without drawing the page. */
export async function makeReaderRole(page: Page, slug: string, name: string, reads: boolean) {
  const form = { name, "ac:read": "on", ...(reads && { "activity:read": "on" }) };
  await page.request.post(`/organizations/${slug}/roles`, { form, maxRedirects: 0 });
}

/** The pages of projects and activity, in every state. */
export async function walkThroughProjects(page: Page, look: Look) {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const projects = `/organizations/${slug}/projects`;
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await at(projects, "projects, none");
  await press("Create project");
  await page.getByRole("alert").waitFor();
  await look("projects, with a mistake");
  await page.getByLabel("Name").fill("x".repeat(100));
  await press("Create project");
  await page.getByText("The project is made.").waitFor();
  await look("projects, one made");
  await page.getByLabel("Name").last().fill("");
  await press("Rename");
  await page.getByRole("alert").waitFor();
  await look("projects, renamed with a mistake");
  await page.goto(projects);
  await press("Delete");
  await page.getByRole("dialog").waitFor();
  await look("projects, asked before one is deleted");
  for (let number = 1; number <= 50; number++)
    await page.request.post(projects, { form: { name: `Engine No. ${number}` }, maxRedirects: 0 });
  await page.goto(projects);
  await page.getByRole("link", { name: "Older" }).click();
  await page.getByRole("heading", { name: "Older projects" }).waitFor();
  await look("projects, older ones");
  await at(`/organizations/${slug}/activity`, "activity of an organization");
  await page.getByRole("link", { name: "Older" }).click();
  await page.getByRole("heading", { name: "Older activity" }).waitFor();
  await look("activity of an organization, older");
  await makeReaderRole(page, slug, "reader", false);
  await walkAsReader(page, slug, look);
}

/** Somebody whose role may only look: the same page, signed in as them. */
async function walkAsReader(page: Page, slug: string, look: Look) {
  const context = await page.context().browser()?.newContext({ baseURL });
  if (!context) throw new Error("There is no browser");
  const person = await joinQuickly(await context.newPage(), newPerson("Charles Babbage"));
  await context.close();
  await addMember(page, slug, person, "reader");
  await page.request.post("/sign-out");
  await page.request.post("/sign-in", { form: person });
  const pages = ["", "/projects", "/members", "/teams", "/roles", "/roles/reader", "/settings"];
  for (const path of pages) {
    await page.goto(`/organizations/${slug}${path}`);
    await look(`${path || "overview"} for who may only look`);
  }
  await page.getByRole("button", { name: "Leave organization" }).click();
  await page.getByRole("dialog").waitFor();
  await look("settings, asked before one leaves");
  await page.goto(`/organizations/${slug}/activity`);
  await look("activity of an organization, not allowed");
}
