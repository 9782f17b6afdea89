import { leadLogo } from "../support/logo-journey";
import { test } from "../support/test";

test("a logo is uploaded, changed and removed by forms alone", async ({ page }, testInfo) => {
  await leadLogo(page, testInfo);
});
