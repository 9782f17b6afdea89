import { lookAfterSomebody } from "../support/people-journey";
import { test } from "../support/test";

test("an admin makes an account, finds it, bans it and lets it in again", async ({ page }) => {
  await lookAfterSomebody(page);
});
