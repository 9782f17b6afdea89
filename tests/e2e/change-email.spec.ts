import { changeOfAddress } from "../support/change-of-address";
import { test } from "../support/test";

test("another address and the way back", async ({ page }) => {
  await changeOfAddress(page);
});
