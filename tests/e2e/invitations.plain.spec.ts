import { changeAccountAndDecline, walkThroughInvitation } from "../support/invitation-journey";
import { test } from "../support/test";

test("one invites, the other makes an account by the link and joins", async ({ page, browser, baseURL }) => {
  await walkThroughInvitation(page, browser, { baseURL, javaScriptEnabled: false });
});

test("whoever is signed in as somebody else changes the account and declines", async ({
  page,
  browser,
  baseURL,
}) => {
  await changeAccountAndDecline(page, browser, { baseURL, javaScriptEnabled: false });
});
