import { leadTeam } from "../support/team-journey";
import { test } from "../support/test";

test("a team is made, filled, entered, renamed and removed", async ({ page }) => {
  await leadTeam(page);
});
