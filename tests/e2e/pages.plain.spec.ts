import type { Page } from "@playwright/test";
import {
  joinQuickly,
  linkTo,
  mailTo,
  newPerson,
  pressAndConfirm,
  signIn,
  signOut,
  signUp,
} from "../support/journey";
import { expect, test } from "../support/test";

test("the password is changed, and other devices are signed out on the way", async ({
  page,
  browser,
  baseURL,
}) => {
  const person = await joinQuickly(page);
  const other = await browser.newContext({ baseURL });
  await other.request.post("/sign-in", { form: person, maxRedirects: 0 });
  await page.goto("/account/security");
  await page.getByRole("main").getByRole("link", { name: "Password" }).last().click();
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill("a new one that is long");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toContainText("That password is not right.");
  await expect(page.getByLabel("New password")).toBeEmpty();

  await page.getByLabel("Current password").fill(person.password);
  await page.getByLabel("New password").fill("a new one that is long");
  await expect(page.getByLabel("Sign out every other device")).toBeChecked();
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL("/account/security");
  await expect(page.getByRole("status")).toHaveText(
    "Your password is changed, and every other device is signed out.",
  );
  // Pages may trust a cookie for a minute; whatever changes something asks the database.
  const change = await other.request.post("/account", { form: { name: "Mallory" }, maxRedirects: 0 });
  expect(change.headers().location).toBe("/sign-in?returnTo=%2Faccount");
  await other.close();
  await page.reload();
  await expect(page.getByRole("status")).toBeEmpty();
});

test("one device is signed out, then every other", async ({ page, browser, baseURL }) => {
  const person = await joinQuickly(page);
  const others = await Promise.all([1, 2].map(() => browser.newContext({ baseURL })));
  for (const { request } of others) await request.post("/sign-in", { form: person, maxRedirects: 0 });
  await page.goto("/account/security/sessions");
  const rows = page.getByRole("main").getByRole("listitem").filter({ hasText: "Last used" });
  await expect(rows).toHaveCount(3);
  const elsewhere = rows.filter({ hasNotText: "This device" });
  await elsewhere.first().getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("status")).toHaveText("That device is signed out.");
  await expect(rows).toHaveCount(2);
  await pressAndConfirm(page, "Sign out everywhere else");
  await expect(rows).toHaveCount(1);
  await rows.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("status")).toHaveText("You are signed out.");
  for (const other of others) await other.close();
});

test("passkeys can be looked at, and the page says what adding one needs", async ({ page }) => {
  await joinQuickly(page);
  await page.goto("/account/security/passkeys");
  await expect(page.getByText("Adding a passkey needs JavaScript")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a passkey" })).toBeHidden();
  await page.goto("/sign-out");
  await expect(page).toHaveURL("/dashboard");
});

test("no passkey button without JavaScript, and every other way stays", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
});

test("the colours are chosen by a form, kept, and the page is the same one", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/sign-up?returnTo=%2Faccount");
  const light = await background();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page).toHaveURL("/sign-up?returnTo=%2Faccount");
  await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.goto("/nowhere");
  expect(await background()).toBe(dark);
  await page.goto("/");
  await page.getByRole("button", { name: "System" }).click();
  expect(await background()).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).toBe(dark);
  await page.getByRole("button", { name: "Light" }).click();
  expect(await background()).toBe(light);
});

test("mistakes are named above the form and at the field, and what was entered stays, but for secrets", async ({
  page,
}) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("E-mail address").fill("ada at example");
  await page.getByLabel("Password").fill("password1");
  await page.getByRole("button", { name: "Create account" }).click();
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle("Error: Create account");
  await expect(page.getByLabel("Name")).toHaveValue("Ada");
  await expect(page.getByLabel("E-mail address")).toHaveValue("ada at example");
  await expect(page.getByLabel("Password")).toBeEmpty();
  const field = page.getByLabel("E-mail address");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription("Enter an e-mail address like name@example.com.");
  await summary.getByRole("link", { name: "E-mail address" }).click();
  await expect(field).toBeFocused();
  expect(await page.content()).not.toContain("password1");
});

test("whoever has not confirmed the address is told, and sent the link again", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  await page.goto("/sign-in");
  await signIn(page, person);
  await expect(page.getByRole("alert")).toContainText("Confirm your e-mail address first");
  const before = await mailTo(page, person.email);
  await page.getByRole("button", { name: "Send the link again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your inbox");
  await mailTo(page, person.email, before.length + 1);
  await page.goto(await linkTo(page, person.email, /Confirm/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page).toHaveURL("/dashboard");
});

test("links that are dead say so, and lead on", async ({ page }) => {
  const person = await joinQuickly(page);
  await signOut(page);
  await page.request.post("/forgot-password", { form: { email: person.email } });
  const first = await linkTo(page, person.email, /Set a new password/);
  await page.request.post("/forgot-password", { form: { email: person.email } });
  await expect.poll(() => linkTo(page, person.email, /Set a new password/)).not.toBe(first);
  expect((await page.goto(first))?.status()).toBe(410);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(page).toHaveURL("/forgot-password");
  expect((await page.goto("/verify-email?token=dead"))?.status()).toBe(410);
  await expect(page.getByRole("button", { name: "Send the link again" })).toBeVisible();
});

test("an address that does not exist has a page with a way on", async ({ page }) => {
  expect((await page.goto("/nowhere"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page does not exist");
  await page.getByRole("link", { name: "To the start page" }).click();
  await expect(page.getByRole("link", { name: "Create account" })).toBeVisible();
});

test("too many wrong passwords: the page says how long to wait, and a new password helps at once", async ({
  page,
}) => {
  const person = await joinQuickly(page);
  await signOut(page);
  const wrong = { email: person.email, password: "not the password" };
  for (let attempt = 0; attempt < 10; attempt++) await page.request.post("/sign-in", { form: wrong });
  await signIn(page, person);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Too many attempts");
  await expect(page.getByRole("main")).toContainText("Try again in 15 minutes.");
  await setPassword(page, person.email, "another one that is long");
  await signIn(page, { ...person, password: "another one that is long" });
  await expect(page).toHaveURL("/dashboard");
});

test("where one wanted to go survives signing up, confirming and signing in", async ({ page }) => {
  const person = newPerson();
  await page.goto("/account/security/sessions?from=mail");
  await page.getByRole("link", { name: "Create account" }).click();
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.goto(await linkTo(page, person.email, /Confirm/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page).toHaveURL("/account/security/sessions?from=mail");
  await signOut(page);
  await page.goto("/sign-in?returnTo=//evil.example");
  await signIn(page, person);
  await expect(page).toHaveURL("/dashboard");
});

async function setPassword(page: Page, email: string, password: string) {
  await page.request.post("/forgot-password", { form: { email } });
  await page.goto(await linkTo(page, email, /Set a new password/));
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Set new password" }).click();
  await expect(page).toHaveURL("/sign-in");
}
