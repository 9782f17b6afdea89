import { overseeOrganization } from "../support/oversight-journey";
import { test } from "../support/test";

test("an admin finds an organization, and deletes it by its short name", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  await overseeOrganization(page, browser, { baseURL, javaScriptEnabled: false });
});
