import { test } from "../support/test";
import { shareOrganization } from "../support/two-people-journey";

test("two people share an organization from its making to its end", async ({ page, browser, baseURL }) => {
  test.setTimeout(180_000);
  await shareOrganization(page, browser, { baseURL });
});
