import {
  join,
  linkTo,
  mailTo,
  newPerson,
  nextCode,
  signIn,
  signOut,
  signUp,
  turnOnTwoFactor,
} from "../support/journey";
import { expect, test } from "../support/test";

test("the whole way on a browser without JavaScript", async ({ page }) => {
  const person = await join(page);
  await signOut(page);
  await expect(page.getByRole("status")).toHaveText("You are signed out.");

  await signIn(page, person);
  await expect(page).toHaveURL("/dashboard");

  const { secret, backupCodes } = await turnOnTwoFactor(page, person);
  await signOut(page);

  await signIn(page, person);
  await expect(page).toHaveURL("/sign-in/two-factor");
  await page.getByLabel("Code").fill(await nextCode(secret));
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page).toHaveURL("/dashboard");
  await signOut(page);

  await signIn(page, person);
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await page.getByLabel("Backup code").fill(backupCodes[0] ?? "");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page).toHaveURL("/dashboard");
  await signOut(page);

  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByRole("button", { name: "Send reset link" }).click();
  await page.goto(await linkTo(page, person.email, /Set a new password/));
  const newPassword = `${person.password} and more`;
  await page.getByLabel("New password").fill(newPassword);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status")).toContainText("Your new password is set");

  await signIn(page, { email: person.email, password: newPassword });
  await expect(page).toHaveURL("/sign-in/two-factor");
});

test("an address that is taken looks the same, and its owner is told", async ({ page }) => {
  const person = await join(page);
  await signOut(page);
  await signUp(page, { ...newPerson("Somebody Else"), email: person.email });
  await expect
    .poll(async () => (await mailTo(page, person.email, 2))[0]?.subject)
    .toMatch(/already have an account/);
});
