import { joinQuickly, signInElsewhere } from "../support/journey";
import { plugInDevice } from "../support/plugged-in-device";
import { expect, test } from "../support/test";

test("the question takes the focus, and every way out of it leads back and changes nothing", async ({
  page,
}) => {
  await signInElsewhere(page, await joinQuickly(page));
  await page.goto("/account/security/sessions");
  const opener = page.getByRole("button", { name: "Sign out everywhere else" });
  const keep = page.getByRole("button", { name: "Keep them" });
  const question = page.getByRole("dialog", { name: "Sign out every other device?" });
  await expect(question).toBeHidden();
  for (const leave of [
    () => page.keyboard.press("Escape"),
    () => page.keyboard.press("Enter"),
    () => keep.click(),
  ]) {
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(question).toHaveAccessibleDescription(/Only this device stays signed in/);
    await expect(keep).toBeFocused();
    await expect(page.getByRole("button", { name: "Sign out everywhere else" })).toHaveCount(1);
    await leave();
    await expect(question).toBeHidden();
    await expect(opener).toBeFocused();
  }
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: "Last used" })).toHaveCount(2);
});

test("the question closes when it is answered, and the button is busy meanwhile", async ({ page }) => {
  const device = await plugInDevice(page);
  await joinQuickly(page);
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/passkeys.data*", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const opener = page.getByRole("button", { name: "Remove" });
  await opener.click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(opener).toHaveAttribute("aria-busy", "true");
  answer();
  await expect(page.getByRole("status")).toHaveText("The passkey is removed.");
  await expect.poll(device.passkeys).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test("the question fits, and its buttons are large enough", async ({ page }) => {
    await signInElsewhere(page, await joinQuickly(page));
    await page.goto("/account/security/sessions");
    await page.getByRole("button", { name: "Sign out everywhere else" }).tap();
    const question = page.getByRole("dialog");
    await expect(question).toBeInViewport({ ratio: 1 });
    for (const button of await question.getByRole("button").all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
