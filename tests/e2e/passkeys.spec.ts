import type { Page } from "@playwright/test";
import {
  joinQuickly,
  newPerson,
  pressAndConfirm,
  signIn,
  signOut,
  turnOnTwoFactor,
} from "../support/journey";
import { type Device, plugInDevice } from "../support/plugged-in-device";
import { expect, test } from "../support/test";

test("a passkey is added, renamed and removed, and the device is told", async ({ page }) => {
  const device = await plugInDevice(page);
  const person = await joinQuickly(page);
  await addPasskey(page);
  await expect(page.getByRole("status")).toContainText("Your passkey is added");
  await expect(page.getByText("Chrome on Linux", { exact: true })).toBeVisible();
  expect(await device.passkeys()).toMatchObject([{ userName: person.email, userDisplayName: person.name }]);

  await page.getByLabel("Name").fill("My laptop");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("status")).toHaveText("The passkey is renamed.");
  await expect(page.getByText("My laptop", { exact: true })).toBeVisible();

  await pressAndConfirm(page, "Remove");
  await expect(page.getByRole("status")).toHaveText("The passkey is removed.");
  await expect(page.getByRole("heading", { name: "No passkey yet" })).toBeVisible();
  await expect.poll(device.passkeys).toEqual([]);
});

test("a second passkey on the same device is refused with a reason", async ({ page }) => {
  await plugInDevice(page);
  await joinQuickly(page);
  await addPasskey(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText("This device has a passkey for your account already.");
  await expect(page.getByRole("button", { name: "Remove" })).toHaveCount(1);
});

test("a passkey needs a name, and the error leads to its field", async ({ page }) => {
  await plugInDevice(page);
  await joinQuickly(page);
  await addPasskey(page);
  await page.getByLabel("Name").fill(" ");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("alert").getByRole("link", { name: "Name" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription("Enter a name for this passkey.");
});

test("a device that shows passkeys under a name learns the new one", async ({ page }) => {
  const device = await plugInDevice(page);
  await joinQuickly(page);
  await addPasskey(page);
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("Grace Hopper");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect
    .poll(async () => (await device.passkeys()).map(({ userDisplayName }) => userDisplayName))
    .toEqual(["Grace Hopper"]);
});

test("the button signs in with a passkey, goes where one wanted to go, and asks for no second step", async ({
  page,
}) => {
  const device = await plugInDevice(page);
  const person = await joinQuickly(page);
  await turnOnTwoFactor(page, person);
  await addPasskey(page);
  await leave(page, device);

  await page.goto("/account/security/sessions?from=mail");
  await expect(page).toHaveURL("/sign-in?returnTo=%2Faccount%2Fsecurity%2Fsessions%3Ffrom%3Dmail");
  await device.setTouched(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL("/account/security/sessions?from=mail");
  await expect(page.getByText("This device", { exact: true })).toBeVisible();
});

test("the suggestions of the first field sign in with a passkey", async ({ page }) => {
  const device = await plugInDevice(page);
  const person = await joinQuickly(page);
  await addPasskey(page);
  await leave(page, device);
  await expect(page.getByLabel("E-mail or username")).toHaveAttribute("autocomplete", "username webauthn");

  await device.setTouched(true);
  await page.goto("/sign-in?returnTo=/account");
  await expect(page).toHaveURL("/account");
  await expect(page.getByText(`Signed in as ${person.email}.`)).toBeVisible();
});

test("the suggestions still work on a page that was open for long", async ({ page }) => {
  await page.clock.install();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/sign-in/passkey")) asked.push(request.method());
  });
  await plugInDevice(page);
  await page.goto("/sign-in");
  await expect.poll(() => asked.length).toBe(1);
  await page.clock.runFor("05:00");
  await expect.poll(() => asked).toEqual(["GET", "GET"]);
});

test("a passkey that no account knows is refused with a way on, and the device forgets it", async ({
  page,
}) => {
  const device = await plugInDevice(page);
  await joinQuickly(page);
  await addPasskey(page);
  await removeBehindTheBack(page);
  expect(await device.passkeys()).toHaveLength(1);
  await leave(page, device);

  await device.setTouched(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText(
    "No account here knows this passkey. Use another way to sign in.",
  );
  await expect.poll(device.passkeys).toEqual([]);
});

test("whoever ends the browser's question is told so, and finds the button ready", async ({ page }) => {
  const device = await plugInDevice(page);
  await joinQuickly(page);
  await addPasskey(page);
  await leave(page, device);
  await device.setOwnerIsThere(false);
  await device.setTouched(true);
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await button.click();
  await expect(page.getByRole("alert")).toHaveText("No passkey was used. Try again, or use another way.");
  await expect(button).not.toHaveAttribute("aria-busy");
});

test("the passkey of one account opens that account only", async ({ page }) => {
  const device = await plugInDevice(page);
  const owner = await joinQuickly(page);
  await addPasskey(page);
  await leave(page, device);
  await joinQuickly(page, newPerson("Charles Babbage"));
  await signOut(page);
  await signIn(page, { ...owner, password: "not the password" });
  await device.setTouched(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hello, ${owner.name}`);
});

/** Signs out; on the page for signing in, the suggestions wait for a touch that does not come. */
async function leave(page: Page, device: Device) {
  await device.setTouched(false);
  await page.addInitScript(noteQuestions);
  await signOut(page);
  await page.waitForFunction(() => document.documentElement.dataset.asked === "conditional");
}

/** A touch that comes before the suggestions wait for it would be taken by them, not by the button. */
function noteQuestions() {
  const ask = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = (options) => {
    document.documentElement.dataset.asked = options?.mediation ?? "";
    return ask(options);
  };
}

async function addPasskey(page: Page) {
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("button", { name: "Remove" })).toBeVisible();
}

/** As from another browser: the passkey is gone, and this device does not hear of it. */
async function removeBehindTheBack(page: Page) {
  const id = await page.getByRole("button", { name: "Remove" }).getAttribute("value");
  const form = { intent: "remove", id: id ?? "" };
  const response = await page.request.post("/account/security/passkeys", { form, maxRedirects: 0 });
  expect(response.status()).toBe(303);
}
