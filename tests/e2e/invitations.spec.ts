import {
  changeAccountAndDecline,
  foundOrganization,
  walkThroughInvitation,
} from "../support/invitation-journey";
import { joinQuickly, linkTo, newPerson, pressAndConfirm } from "../support/journey";
import { expect, test } from "../support/test";

test("one invites, the other makes an account by the link and joins", async ({ page, browser, baseURL }) => {
  await walkThroughInvitation(page, browser, { baseURL });
});

test("whoever is signed in as somebody else changes the account and declines", async ({
  page,
  browser,
  baseURL,
}) => {
  await changeAccountAndDecline(page, browser, { baseURL });
});

test("an invitation is sent again, and is cancelled after a question", async ({ page }) => {
  await joinQuickly(page);
  const organization = await foundOrganization(page);
  const { email } = newPerson();
  await page.goto(`${organization}/invitations`);
  await page.getByLabel("E-mail addresses").fill(email);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(page.getByText("The invitation is sent again.")).toBeVisible();
  await pressAndConfirm(page, "Cancel");
  await expect(page.getByText("No invitation waits for an answer.")).toBeVisible();
  await page.goto(await linkTo(page, email, /invites you/));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation does not work");
});
