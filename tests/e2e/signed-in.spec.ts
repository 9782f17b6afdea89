import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import {
  joinQuickly,
  newPerson,
  nextCode,
  pressAndConfirm,
  signIn,
  signOut,
  turnOnTwoFactor,
} from "../support/journey";
import { expect, test } from "../support/test";

test("the second factor is turned on, its codes kept and made anew, and turned off", async ({ page }) => {
  const person = await joinQuickly(page);
  const { backupCodes } = await turnOnTwoFactor(page, person);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("backup-codes.txt");
  expect((await readFile(await download.path(), "utf8")).trim().split("\n")).toEqual(backupCodes);
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page).toHaveURL("/account/security");
  await expect(rowOf(page, "Two-step verification")).toContainText("On");

  await page.goto("/account/security/two-factor");
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Make new backup codes" }).click();
  await expect(page.getByTestId("backup-codes").getByRole("listitem")).toHaveCount(10);
  expect(await page.getByTestId("backup-codes").innerText()).not.toContain(backupCodes[0]);

  await page.goto("/account/security/two-factor");
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page).toHaveURL("/account/security");
  await expect(page.getByRole("status")).toHaveText("Two-step verification is off.");
  await expect(rowOf(page, "Two-step verification")).toContainText("Off");
});

test("a wrong code keeps the key on the page", async ({ page }) => {
  const person = await joinQuickly(page);
  await page.goto("/account/security/two-factor");
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Turn on" }).click();
  const secret = await page.getByTestId("totp-secret").innerText();
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toContainText("That code is not right");
  await expect(page.getByTestId("totp-secret")).toHaveText(secret);
});

test("a trusted device is asked for no code again", async ({ page }) => {
  const person = await joinQuickly(page);
  const { secret } = await turnOnTwoFactor(page, person);
  await signOut(page);
  await signIn(page, person);
  await page.getByLabel("Trust this device for 30 days").check();
  await page.getByLabel("Code").fill(await nextCode(secret));
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page).toHaveURL("/dashboard");
  await signOut(page);
  await signIn(page, person);
  await expect(page).toHaveURL("/dashboard");
});

test("a button is busy while its own form is on the way, and no other is", async ({ page }) => {
  const person = await joinQuickly(page);
  await turnOnTwoFactor(page, person);
  await page.goto("/account/security/two-factor");
  const answer = await holdAnswers(page, "**/two-factor.data*");
  await page.getByLabel("Password").fill("not the password");
  const pressed = page.getByRole("button", { name: "Make new backup codes" });
  await pressed.click();
  await expect(pressed).toHaveAttribute("aria-busy", "true");
  await expect(page.getByRole("button", { name: "Turn off" })).not.toHaveAttribute("aria-busy");
  answer();
  await expect(page.getByRole("alert")).toContainText("That password is not right.");
  await expect(pressed).not.toHaveAttribute("aria-busy");
});

test("the sign-in button is busy while the password is checked", async ({ page }) => {
  await page.goto("/sign-in");
  const button = page.getByRole("button", { name: "Sign in", exact: true });
  await button.evaluate((element) => {
    const note = () => sessionStorage.setItem("busy", element.getAttribute("aria-busy") ?? "");
    new MutationObserver(note).observe(element, { attributes: true });
  });
  await signIn(page, newPerson());
  await expect(page.getByRole("alert")).toContainText("not right");
  expect(await page.evaluate(() => sessionStorage.getItem("busy"))).toBe("true");
});

test("what an action did is said once, and not beside a mistake", async ({ page }) => {
  await joinQuickly(page);
  await page.goto("/account");
  await page.getByLabel("Website").fill("https://example.com");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("status")).toHaveText("Your changes are saved.");
  await page.getByLabel("Website").fill("nonsense");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter an address");
  await expect(page.getByRole("status")).toBeEmpty();
  await expect(page.getByLabel("Website")).toHaveValue("nonsense");
});

test("another device is signed out, one by one and all at once", async ({ page, browser, baseURL }) => {
  const person = await joinQuickly(page);
  const others = await Promise.all([1, 2].map(() => browser.newContext({ baseURL })));
  const visits = () =>
    Promise.all(
      others.map(async ({ request }) =>
        (await request.get("/account/security", { maxRedirects: 0 })).status(),
      ),
    );
  for (const { request } of others) await request.post("/sign-in", { form: person, maxRedirects: 0 });
  expect(await visits()).toEqual([200, 200]);

  await page.goto("/account/security/sessions");
  const rows = page.getByRole("main").getByRole("listitem").filter({ hasText: "Last used" });
  await expect(rows).toHaveCount(3);
  await rows.filter({ hasNotText: "This device" }).first().getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("status")).toHaveText("That device is signed out.");
  await expect(rows).toHaveCount(2);
  await pressAndConfirm(page, "Sign out everywhere else");
  await expect(page.getByRole("status")).toHaveText("Every other device is signed out.");
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Sign out everywhere else" })).toHaveCount(0);
  for (const other of others) await other.close();
});

test("a session that ends on an open page leads to sign in, drawn as it should be, and back", async ({
  page,
}) => {
  const person = await joinQuickly(page);
  await page.goto("/account");
  await page.context().clearCookies();
  await page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Password" }).click();
  await expect(page).toHaveURL("/sign-in?returnTo=%2Faccount%2Fsecurity%2Fpassword");
  await expect(page.getByRole("navigation", { name: "Account" })).toHaveCount(0);
  await expect(page.locator("script")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
  await signIn(page, person);
  await expect(page).toHaveURL("/account/security/password");
});

test("a form that is sent after the session ended leads to sign in as well", async ({ page }) => {
  const person = await joinQuickly(page);
  await page.goto("/account");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL("/sign-in?returnTo=%2Faccount");
  await signIn(page, person);
  await expect(page).toHaveURL("/account");
});

test("too many wrong passwords on an open page answer with the time to wait", async ({ page }) => {
  await joinQuickly(page);
  const form = { currentPassword: "wrong", newPassword: "long enough to be one" };
  for (let attempt = 0; attempt < 10; attempt++)
    await page.request.post("/account/security/password", { form });
  await page.goto("/account/security/password");
  await page.getByLabel("Current password").fill(form.currentPassword);
  await page.getByLabel("New password").fill(form.newPassword);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Too many attempts");
  await expect(page.getByRole("main")).toContainText("Try again in 15 minutes.");
});

function rowOf(page: Page, title: string) {
  return page.getByRole("main").getByRole("listitem").filter({ hasText: title }).last();
}

/** POSTs to these addresses wait until the function that it answers with is called. */
async function holdAnswers(page: Page, addresses: string): Promise<() => void> {
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(addresses, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  return answer;
}
