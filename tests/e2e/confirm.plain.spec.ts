import { joinQuickly, pressAndConfirm, signInElsewhere } from "../support/journey";
import { plugInDevice } from "../support/plugged-in-device";
import { expect, test } from "../support/test";

test("a passkey is removed after a question, which can be left by button and by Escape", async ({
  page,
  browser,
  baseURL,
}) => {
  // Adding one is what needs JavaScript.
  const other = await browser.newContext({ baseURL, javaScriptEnabled: true });
  const scripted = await other.newPage();
  await plugInDevice(scripted);
  await joinQuickly(scripted);
  await scripted.goto("/account/security/passkeys");
  await scripted.getByRole("button", { name: "Add a passkey" }).click();
  await expect(scripted.getByRole("status")).toContainText("Your passkey is added");
  await page.context().addCookies(await other.cookies());
  await other.close();

  await page.goto("/account/security/passkeys");
  const question = page.getByRole("dialog", { name: "Remove “Chrome on Linux”?" });
  const opener = page.getByRole("button", { name: "Remove" });
  await opener.click();
  await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await opener.click();
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(question).toBeHidden();
  await expect(opener).toBeFocused();
  await pressAndConfirm(page, "Remove");
  await expect(page.getByRole("status")).toHaveText("The passkey is removed.");
  await expect(page.getByRole("heading", { name: "No passkey yet" })).toBeVisible();
});

test("looking at the question signs nobody out", async ({ page }) => {
  await signInElsewhere(page, await joinQuickly(page));
  await page.goto("/account/security/sessions");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Last used" })).toHaveCount(2);
});
