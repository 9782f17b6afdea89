import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { joinQuickly, linkTo, mailTo, pressAndConfirm, signOut } from "../support/journey";
import { startWorker } from "../support/pages-worker";
import { cases, hidden, keys } from "../support/social-people";
import {
  client,
  type ProviderId,
  type SeededUser,
  socialProviders,
  visitProviders,
} from "../support/social-providers";

const port = 8793;
const baseURL = `http://localhost:${port}`;

const test = base.extend({
  baseURL,
  context: async ({ context }, use) => {
    await visitProviders(context);
    await use(context);
  },
});

let providers: Awaited<ReturnType<typeof socialProviders>>;
let app: Awaited<ReturnType<typeof startWorker>>;

test.beforeAll(async () => {
  const users = Object.fromEntries(
    cases.map(({ id, user }) => [id, [...keys.map(user), ...[hidden[id] ?? []].flat()]]),
  );
  providers = await socialProviders({ baseURL, users: users as Record<ProviderId, SeededUser[]> });
  const bindings = cases.flatMap(({ id }) => [
    [`${id.toUpperCase()}_CLIENT_ID`, client.id],
    [`${id.toUpperCase()}_CLIENT_SECRET`, client.secret],
  ]);
  app = await startWorker({ port, bindings: Object.fromEntries(bindings), outside: providers.outside });
});

test.afterAll(async () => {
  await app?.stop();
  await providers?.close();
});

test.describe.configure({ mode: "serial" });

for (const javaScriptEnabled of [true, false])
  for (const { name, isChecked, user, bringsPicture } of cases)
    test.describe(`${name}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      test.use({ javaScriptEnabled });
      const keyOf = (what: string) => user(`${what}-${javaScriptEnabled ? "script" : "plain"}`);

      test("people sign up with name and address, and sign in again into the same account", async ({
        page,
        browser,
      }) => {
        const person = keyOf("joins");
        const email = person.email ?? "";
        await page.goto("/sign-up?returnTo=/account");
        await continueThere(page, `Continue with ${name}`, person, javaScriptEnabled);
        if (!isChecked) await confirmAddress(page, email);
        await expect(page).toHaveURL("/account");
        const account = await sessionOf(page);
        expect(account.user).toMatchObject({ name: "Ada Lovelace", email, emailVerified: true });
        if (bringsPicture)
          await expect.poll(async () => (await sessionOf(page)).user.image).toMatch(/^\/avatars\//);
        await signOut(page);

        const other = await elsewhere(browser, javaScriptEnabled);
        await other.goto("/sign-in");
        await continueThere(other, `Continue with ${name}`, person, javaScriptEnabled);
        await expect(other).toHaveURL("/dashboard");
        expect((await sessionOf(other)).user.id).toBe(account.user.id);
        await other.context().close();
      });

      test("whoever says no comes back to words, and can try again", async ({ page }) => {
        await page.goto("/sign-in?returnTo=/account");
        await page.getByRole("button", { name: `Continue with ${name}` }).click();
        await page.getByRole("button", { name: "Cancel" }).click();
        await expect(heading(page)).toHaveText("You did not go on at the provider");
        await expect(page.getByText("Call this number")).toHaveCount(0);
        await page.getByRole("link", { name: "Sign in", exact: true }).click();
        await expect(page).toHaveURL("/sign-in?returnTo=%2Faccount");
      });

      test("people connect it to the account that they have, sign in with it, and disconnect it", async ({
        page,
      }) => {
        const person = await joinQuickly(page);
        await page.goto("/account/security/connections");
        await continueThere(page, `Connect ${name}`, keyOf("connects"), javaScriptEnabled);
        await expect(page).toHaveURL("/account/security/connections");
        await expect(page.getByRole("button", { name: "Disconnect" })).toBeVisible();
        const before = await sessionOf(page);
        expect(before.user.email).toBe(person.email);
        await signOut(page);

        await continueThere(page, `Continue with ${name}`, keyOf("connects"), javaScriptEnabled);
        await expect(page).toHaveURL("/dashboard");
        expect((await sessionOf(page)).user.id).toBe(before.user.id);
        await page.goto("/account/security/connections");
        await pressAndConfirm(page, "Disconnect");
        await expect(page.getByRole("status")).toHaveText("The connection is removed.");
        await expect(page.getByRole("button", { name: `Connect ${name}` })).toBeVisible();
        const subjects = (await mailTo(page, person.email, 3)).map(({ subject }) => subject).join();
        expect(subjects).toContain("was removed from your account");
      });
    });

test("an address that GitHub keeps private is asked for, and the primary one counts", async ({ page }) => {
  await page.goto("/sign-in");
  await continueThere(page, "Continue with GitHub", { login: "hidden", name: "Ada Lovelace" });
  await expect(page).toHaveURL("/dashboard");
  const { user } = await sessionOf(page);
  expect(user).toMatchObject({ email: "hidden@users.noreply.localhost", emailVerified: true });
});

test("Apple's relay address is the account's, and its name comes only the first time", async ({ page }) => {
  const person = hidden.apple ?? { name: "" };
  await page.goto("/sign-in");
  await continueThere(page, "Continue with Apple", person);
  await expect(heading(page)).toHaveText("Hello, Ada Lovelace");
  const { user } = await sessionOf(page);
  expect(user.email).toMatch(/^[0-9a-f]+@privaterelay\.appleid\.com$/);

  await page.goto("/account/data");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.goto(await linkTo(page, user.email, /[Dd]elete/));
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.goto("/sign-in");
  await continueThere(page, "Continue with Apple", person);
  await expect(heading(page)).toHaveText(`Hello, ${user.email.split("@")[0]}`);
});

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Presses the button here, and then chooses the person on the provider's page. */
async function continueThere(page: Page, button: string, person: SeededUser, isScripted = true) {
  await page.getByRole("button", { name: button }).click();
  const there = new RegExp(`${person.login ?? person.email}`);
  await page.getByRole("button", { name: there }).click();
  // Apple's page posts its answer: by a script of its own, else by a button.
  const isPosted = page.getByText("Redirecting");
  if (!isScripted) await expect(isPosted.or(heading(page)).first()).toBeVisible();
  if (!isScripted && (await isPosted.isVisible()))
    await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL((url) => url.origin === baseURL);
}

async function confirmAddress(page: Page, email: string) {
  await expect(heading(page)).toHaveText("Confirm your e-mail address");
  await page.goto(await linkTo(page, email, /Confirm/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
}

async function sessionOf(page: Page) {
  return (await page.request.get("/api/auth/get-session?disableCookieCache=true", { maxRetries: 2 })).json();
}

/** Another browser, which knows nobody. */
async function elsewhere(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled });
  await visitProviders(context);
  return context.newPage();
}
