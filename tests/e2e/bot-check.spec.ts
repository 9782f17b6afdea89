import { test as base, expect, type Page } from "@playwright/test";
import { newPerson } from "../support/journey";
import { startWorker } from "../support/pages-worker";
import { serveTurnstile, verifyTurnstile } from "../support/turnstile";

const port = 8792;
const baseURL = `http://localhost:${port}`;

const test = base.extend<{ widget: Awaited<ReturnType<typeof serveTurnstile>> }>({
  baseURL,
  widget: async ({ context }, use) => use(await serveTurnstile(context)),
});

let app: Awaited<ReturnType<typeof startWorker>>;

test.beforeAll(async () => {
  app = await startWorker({
    port,
    bindings: { TURNSTILE_SITE_KEY: "the site key", TURNSTILE_SECRET_KEY: "the secret" },
    outside: (request) => verifyTurnstile({ url: request.url, text: () => request.text() }),
  });
});

test.afterAll(() => app?.stop());

test.describe.configure({ mode: "serial" });

test("the policy lets the widget in, and a form that it did not pass keeps what was typed", async ({
  page,
  widget,
}) => {
  const refused = violations(page);
  const person = newPerson();
  widget.answers = "a machine";
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await answered(page, "a machine");
  widget.answers = "a person";
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert")).toContainText("The check that you are not a robot did not pass.");
  await expect(page.getByLabel("Name")).toHaveValue(person.name);
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);

  await page.getByLabel("Password").fill(person.password);
  await answered(page, "a person");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(heading(page)).toHaveText("Look into your inbox");
  expect(refused).toEqual([]);
});

test("sign-in and the forgotten password are checked in the same way", async ({ page, widget }) => {
  const refused = violations(page);
  widget.answers = "a person";
  await page.goto("/sign-in");
  await page.getByLabel("E-mail or username").fill("nobody@example.com");
  await page.getByLabel("Password").fill("some pass phrase");
  await answered(page, "a person");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("That e-mail address or password is not right.");

  await page.goto("/forgot-password");
  await page.getByLabel("E-mail address").fill("nobody@example.com");
  await answered(page, "a person");
  await page.getByRole("button", { name: "Send reset link" }).click();
  await expect(page.getByText("Look into your inbox")).toBeVisible();
  expect(refused).toEqual([]);
});

test("no other frame comes in", async ({ page, widget }) => {
  widget.answers = "a person";
  const refused = violations(page);
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.src = "https://elsewhere.example/";
    document.body.appendChild(frame);
  });
  await expect.poll(() => refused.join()).toContain("https://elsewhere.example/");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("each page says how to go on", async ({ page }) => {
    for (const path of ["/sign-in", "/forgot-password"]) {
      await page.goto(path);
      await page.getByRole("link", { name: "use a sign-in link by mail" }).click();
      await expect(page).toHaveURL("/sign-in/magic-link");
    }
    await page.goto("/sign-up");
    // Playwright looks for text in no noscript.
    await expect(page.locator("noscript p")).toBeVisible();
    expect(await page.locator("noscript p").innerText()).toContain("Turn it on to create an account.");
  });
});

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Waits until the widget has answered into the form. */
async function answered(page: Page, answer: string) {
  await expect(page.frameLocator("iframe").getByText("Success!")).toBeVisible();
  await expect(page.locator('[name="cf-turnstile-response"]')).toHaveValue(answer);
}

/** What the content security policy refuses from now on. */
function violations(page: Page): string[] {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content.Security.Policy|TrustedScript/i.test(message.text())) refused.push(message.text());
  });
  return refused;
}
