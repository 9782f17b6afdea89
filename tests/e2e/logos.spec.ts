import { leadLogo } from "../support/logo-journey";
import { test } from "../support/test";

test("an organization is made with a logo, which is changed and removed", async ({ page }, testInfo) => {
  await leadLogo(page, testInfo);
});
