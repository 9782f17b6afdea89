import type { Page } from "@playwright/test";
import { foundOrganization } from "./invitation-journey";
import { joinQuickly, linkTo, newPerson } from "./journey";
import type { Look } from "./places";
import { baseURL } from "./server";

/** The pages of invitations, in every state. */
export async function walkInvitations(page: Page, look: Look) {
  const host = await page.context().browser()?.newContext({ baseURL });
  if (!host) throw new Error("There is no browser");
  const hostPage = await host.newPage();
  await joinQuickly(hostPage, newPerson("Charles Babbage"));
  const guest = newPerson("Grace Hopper");
  const invite = async (email: string) => {
    const organization = await foundOrganization(hostPage);
    await hostPage.request.post(`${organization}/invitations`, { form: { emails: email } });
    return linkTo(page, email, /invites you/);
  };
  const at = async (path: string, name: string) => {
    await page.goto(path);
    await look(name);
  };
  await at("/invitations/none", "invitation, dead");
  const link = await invite(guest.email);
  await at(link, "invitation, for a stranger");
  await page.getByRole("link", { name: "Create account" }).click();
  await look("sign-up by invitation");
  await joinQuickly(page, guest);
  await at(link, "invitation, waiting");
  await at("/organizations", "organizations, with an invitation");
  await page.goto(link);
  await page.getByRole("button", { name: "Accept invitation" }).click();
  await page.waitForURL(/\/organizations\//);
  await at(link, "invitation, accepted");
  await at(await invite(newPerson().email), "invitation, for another address");
  await host.close();
  await walkList(page, look, `${await foundOrganization(page)}/invitations`);
}

async function walkList(page: Page, look: Look, path: string) {
  await page.goto(path);
  await look("invitations, none");
  const send = () => page.getByRole("button", { name: "Send invitations" }).click();
  await send();
  await page.getByRole("alert").waitFor();
  await look("invitations, with a mistake");
  await page.getByLabel("E-mail addresses").fill(`${newPerson().email}, nobody, ${newPerson().email}`);
  await send();
  await page.getByRole("list", { name: "What became of each address" }).waitFor();
  await look("invitations, sent");
  await page.getByRole("button", { name: "Cancel" }).first().click();
  await page.getByRole("dialog").waitFor();
  await look("invitations, cancel one");
}
