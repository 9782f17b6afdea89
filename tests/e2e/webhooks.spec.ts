import { test } from "../support/test";
import { walkThroughWebhooks } from "../support/webhook-journey";

test("an admin has events sent to another system", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  await walkThroughWebhooks(page, browser, { baseURL });
});
