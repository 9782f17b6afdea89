import type { Page } from "@playwright/test";
import { joinQuickly, newPerson, type Person } from "./journey";
import type { Look } from "./places";
import { baseURL } from "./server";

/** Somebody who has an account, made in a browser of their own. */
export async function somebodyElse(page: Page) {
  const context = await page.context().browser()?.newContext({ baseURL });
  const other = await context?.newPage();
  if (!other) throw new Error("There is no browser");
  const person = await joinQuickly(other, newPerson("Charles Babbage"));
  await context?.close();
  return person;
}

/** Makes an organization by its form, without drawing the page, and answers with its slug. */
export async function makeOrganization(page: Page, name = "Analytical Engines"): Promise<string> {
  const slug = `engines-${crypto.randomUUID().slice(0, 8)}`;
  await page.request.post("/organizations/new", { form: { name, slug }, maxRedirects: 0 });
  return slug;
}

/** Adds somebody by the form of the members' page, without drawing it. */
export async function addMember(page: Page, slug: string, { email }: Person, role = "member") {
  const form = { intent: "add", email, role };
  await page.request.post(`/organizations/${slug}/members`, { form, maxRedirects: 0 });
}

/** The pages where members are found and changed, and an organization is settled, in every state. */
export async function walkThroughMembers(page: Page, look: Look) {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const at = async (path: string, name: string) => {
    await page.goto(`/organizations/${slug}${path}`);
    await look(name);
  };
  await at("/members", "members, alone");
  await press("Add member");
  await page.getByRole("alert").waitFor();
  await look("members with mistakes");
  await page.getByLabel("E-mail address or username").fill(newPerson().email);
  await press("Add member");
  await page.getByText("No account has this address").first().waitFor();
  await look("members, nobody to add");
  const other = await somebodyElse(page);
  await addMember(page, slug, other);
  await at("/members", "members, two");
  await press("Remove");
  await page.getByRole("dialog").waitFor();
  await look("members, asked before one is removed");
  await at("/members?q=nobody", "members, none found");
  await at("/settings", "settings");
  await page.getByLabel("Name", { exact: true }).fill("");
  await press("Save changes");
  await page.getByRole("alert").waitFor();
  await look("settings with mistakes");
  await at("/hand-over", "hand over, to whom");
  await at("/hand-over?to=nobody", "hand over, to nobody");
  await at(`/hand-over?to=${other.email}`, "hand over, asked");
  await page.goto("/account/data");
  await look("own data, of an only owner");
}

/** The pages of roles, in every state. */
export async function walkThroughRoles(page: Page, look: Look) {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const at = async (path: string, name: string) => {
    await page.goto(`/organizations/${slug}${path}`);
    await look(name);
  };
  await at("/roles", "roles, built in alone");
  await press("Create role");
  await page.getByRole("alert").waitFor();
  await look("roles with mistakes");
  await page.getByLabel("Name").fill("project-lead");
  await page.getByLabel("Delete projects").check();
  await page.getByLabel("Create members").check();
  await press("Create role");
  await page.getByText("The role is made.").waitFor();
  await look("roles, one made");
  await at("/roles/project-lead", "a role");
  await press("Delete role");
  await page.getByRole("dialog").waitFor();
  await look("a role, asked before it is deleted");
  await addMember(page, slug, await somebodyElse(page), "project-lead");
  await at("/roles/project-lead", "a role that somebody has");
}

/** The pages of teams, in every state. */
export async function walkThroughTeams(page: Page, look: Look) {
  await joinQuickly(page);
  const slug = await makeOrganization(page);
  await addMember(page, slug, await somebodyElse(page));
  const press = (name: string) => page.getByRole("button", { name, exact: true }).first().click();
  const at = async (path: string, name: string) => {
    await page.goto(`/organizations/${slug}${path}`);
    await look(name);
  };
  await at("/teams", "teams, none");
  await press("Create team");
  await page.getByRole("alert").waitFor();
  await look("teams with mistakes");
  await page.getByLabel("Name").fill("Loom");
  await press("Create team");
  await page.getByText("The team is made.").waitFor();
  await look("teams, one made");
  await page.getByLabel("Name").first().fill("");
  await press("Rename");
  await page.getByRole("alert").waitFor();
  await look("teams, renamed with a mistake");
  await page.getByRole("link", { name: "Loom" }).click();
  await page.getByRole("heading", { name: "Team Loom" }).waitFor();
  await look("a team, empty");
  await press("Add");
  await page.getByText("The member is in the team now.").waitFor();
  await look("a team, with somebody in it");
  await press("Remove");
  await page.getByRole("dialog").waitFor();
  await look("a team, asked before somebody is taken out");
  await press("Keep them");
  await page.getByLabel("Name or address").fill("nobody");
  await press("Search");
  await page.getByText("Nobody who is not in the team matches.").waitFor();
  await look("a team, nobody found to add");
  await page.goto(`/organizations/${slug}/teams`);
  await press("Switch");
  await page.getByText("This team is the active one now.").waitFor();
  await look("teams, one active");
}
