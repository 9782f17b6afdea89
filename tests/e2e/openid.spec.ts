import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { client, identityProvider } from "../support/identity-provider";
import {
  joinQuickly,
  mailTo,
  newPerson,
  pressAndConfirm,
  signOut,
  turnOnTwoFactor,
} from "../support/journey";
import { startServer } from "../support/server";

const port = 8795;
const providerPort = 8794;
const baseURL = `http://localhost:${port}`;

const test = base.extend({ baseURL });

let provider: Awaited<ReturnType<typeof identityProvider>>;
let app: Awaited<ReturnType<typeof startServer>>;

test.beforeAll(async () => {
  provider = await identityProvider({
    port: providerPort,
    callbackUrl: `${baseURL}/api/auth/callback/works`,
  });
  const { discoveryUrl } = provider;
  const works = { providerId: "works", name: "The Works", discoveryUrl, clientId: client.id };
  app = await startServer({
    port,
    bindings: { OAUTH_PROVIDERS: JSON.stringify([{ ...works, clientSecret: client.secret }]) },
  });
});

test.afterAll(async () => {
  await app?.stop();
  await provider?.close();
});

test.describe.configure({ mode: "serial" });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("people sign up, sign in again, and cannot remove their only way in", async ({ page, browser }) => {
      const { email } = newPerson();
      await continueWith(page, email, "/sign-up?returnTo=/account");
      await expect(page).toHaveURL("/account");
      await signOut(page);
      const again = page.getByRole("button", { name: "Continue with The Works", exact: true });
      await expect(again).toHaveAccessibleDescription("Last used");

      const other = await elsewhere(browser, javaScriptEnabled);
      await continueWith(other, email, "/sign-in");
      await expect(other).toHaveURL("/dashboard");
      await other.goto("/account/security/connections");
      await expect(other.getByRole("listitem").filter({ hasText: `Connected as ${email}` })).toBeVisible();
      await pressAndConfirm(other, "Disconnect");
      await expect(other.getByRole("alert")).toContainText("This is the last way to sign in");
      await other.context().close();
    });

    test("whoever says no comes back to words, and can try again", async ({ page }) => {
      await page.goto("/sign-in?returnTo=/account");
      await page.getByRole("button", { name: "Continue with The Works" }).click();
      await page.getByRole("link", { name: "[ Cancel ]" }).click();
      await expect(heading(page)).toHaveText("You did not go on at the provider");
      await page.getByRole("link", { name: "Sign in", exact: true }).click();
      await expect(page).toHaveURL("/sign-in?returnTo=%2Faccount");
    });

    test("an address that the provider has not checked is confirmed by mail first", async ({ page }) => {
      const email = `unchecked-${newPerson().email}`;
      await continueWith(page, email, "/sign-in?returnTo=/account");
      await expect(heading(page)).toHaveText("Confirm your e-mail address");
      const [mail] = await mailTo(page, email);
      await page.goto(mail?.links[0] ?? "");
      await page.getByRole("button", { name: "Confirm e-mail address" }).click();
      await expect(page).toHaveURL("/account");
    });

    test("an account is joined by itself only for an address that the provider has checked", async ({
      page,
      browser,
    }) => {
      const unchecked = { ...newPerson(), email: `unchecked-${newPerson().email}` };
      const checked = newPerson();
      for (const person of [unchecked, checked]) {
        const other = await elsewhere(browser, javaScriptEnabled);
        await joinQuickly(other, person);
        await other.context().close();
      }
      await continueWith(page, unchecked.email, "/sign-in");
      await expect(heading(page)).toHaveText("There is an account with this address");
      await page.context().clearCookies();
      await continueWith(page, checked.email, "/sign-in");
      await expect(page).toHaveURL("/dashboard");
      // The confirmation of the address, the new device, the connection.
      const subjects = (await mailTo(page, checked.email, 3)).map(({ subject }) => subject);
      expect(subjects.join()).toContain("through another service was connected");
    });

    test("the second step is asked for after a provider as well", async ({ page }) => {
      const person = await joinQuickly(page);
      await turnOnTwoFactor(page, person);
      await signOut(page);
      await continueWith(page, person.email, "/sign-in?returnTo=/account");
      await expect(page).toHaveURL("/sign-in/two-factor?returnTo=%2Faccount");
      await page.goto("/dashboard");
      await expect(page).toHaveURL(/\/sign-in/);
    });

    test("people connect any address of theirs, disconnect it, and hear of both", async ({ page }) => {
      const person = await joinQuickly(page);
      const there = `unchecked-${newPerson().email}`;
      await page.goto("/account/security/connections");
      await page.getByRole("button", { name: "Connect The Works" }).click();
      await signInThere(page, there);
      await expect(page).toHaveURL("/account/security/connections");
      await expect(page.getByText(`Connected as ${there}`)).toBeVisible();
      const [added] = await mailTo(page, person.email, 2);
      expect(added?.subject).toContain("was connected to your account");

      await pressAndConfirm(page, "Disconnect");
      await expect(page.getByRole("status")).toHaveText("The connection is removed.");
      await expect(page.getByRole("button", { name: "Connect The Works" })).toBeVisible();
      const [removed] = await mailTo(page, person.email, 3);
      expect(removed?.subject).toContain("was removed from your account");
    });
  });

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function continueWith(page: Page, address: string, from: string) {
  await page.goto(from);
  await page.getByRole("button", { name: "Continue with The Works" }).click();
  await signInThere(page, address);
}

/** Fills the provider's own pages. */
async function signInThere(page: Page, address: string) {
  await page.getByPlaceholder("Enter any login").fill(address);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Another browser, which knows nobody. */
async function elsewhere(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  return (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
}
