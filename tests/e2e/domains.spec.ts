import { walkThroughDomain } from "../support/domain-places";
import { test } from "../support/test";

test("one proves a domain, and people of it come in", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  await walkThroughDomain(page, browser, { baseURL });
});
