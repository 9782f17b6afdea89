import { workOnProjects } from "../support/project-journey";
import { test } from "../support/test";

test("projects are made, renamed and deleted, and each sees what they may", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  await workOnProjects(page, browser, { baseURL, javaScriptEnabled: false });
});
