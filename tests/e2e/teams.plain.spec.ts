import { leadTeam } from "../support/team-journey";
import { test } from "../support/test";

test("a team is made, filled, entered, renamed and removed, by forms alone", async ({ page }) => {
  await leadTeam(page);
});
