import { lookAfterPerson } from "../support/person-journey";
import { test } from "../support/test";

test("an admin resets a second factor, bans, acts for somebody and stops, by forms alone", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await lookAfterPerson(page);
});
