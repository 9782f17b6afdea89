import type { Page } from "@playwright/test";
import { joinQuickly, signOut, turnOnTwoFactor } from "../support/journey";
import { expect, test } from "../support/test";

test("signing in needs no mouse: order, visible focus, Enter sends", async ({ page }) => {
  const person = await joinQuickly(page);
  await signOut(page);
  const order: string[] = [];
  for (let step = 0; step < 16; step++) {
    await page.keyboard.press("Tab");
    order.push(await focused(page));
    expect(await hasVisibleFocus(page), `focus is seen on ${order.at(-1)}`).toBe(true);
  }
  expect(order).toEqual([
    "Latchkey",
    "Create account",
    "E-mail or username",
    "Password",
    "Keep me signed in",
    "Forgot your password?",
    "Sign in",
    "Sign in with a passkey",
    "E-mail me a sign-in link",
    "E-mail me a code",
    "Text me a code",
    "Try without an account",
    "Trouble signing in?",
    "System",
    "Light",
    "Dark",
  ]);
  await page.getByLabel("E-mail or username").focus();
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/dashboard");
});

test("the first stop leads past the header, and takes nothing off the page", async ({ page }) => {
  const person = await joinQuickly(page);
  await turnOnTwoFactor(page, person);
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await skip.focus();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.getByTestId("backup-codes")).toBeVisible();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("the account menu opens, leads on and closes by keyboard", async ({ page }) => {
  await joinQuickly(page);
  await page.goto("/dashboard");
  const security = page
    .getByRole("navigation", { name: "Account menu" })
    .getByRole("link", { name: "Security" });
  await page.locator("summary").focus();
  await expect(security).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(security).toBeVisible();
  for (let step = 0; step < 3; step++) await page.keyboard.press("Tab");
  await expect(security).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/account/security");
  await expect(security).toBeHidden();
});

test("a mistake takes the focus, and its link leads to the field", async ({ page }) => {
  for (const path of ["/sign-up", "/account"]) {
    if (path === "/account") await joinQuickly(page);
    await page.goto(path);
    await page.getByLabel("Name", { exact: true }).fill("");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toBeFocused();
    await expect(page).toHaveTitle(/^Error: /);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
    await expect(page.getByRole("alert")).toBeVisible();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test("what is there to touch is large enough", async ({ page }) => {
    const small: string[] = [];
    const look = async (path: string) => {
      await page.goto(path);
      for (const target of await page.evaluate(smallTargets)) small.push(`${path}: ${target}`);
    };
    for (const path of ["/", "/sign-up", "/sign-in", "/forgot-password", "/verify-email"]) await look(path);
    await joinQuickly(page);
    const account = ["", "/security", "/security/password", "/security/two-factor", "/security/sessions"];
    for (const path of ["/dashboard", ...account.map((part) => `/account${part}`)]) await look(path);
    expect(small).toEqual([]);
  });
});

/** Main controls under 44 px, and anything under 24 px that is not within a sentence (WCAG 2.5.8). */
function smallTargets(): string[] {
  const small: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(
    "a, button, summary, input, textarea, label",
  )) {
    const target = element instanceof HTMLInputElement ? (element.closest("label") ?? element) : element;
    const { width, height } = target.getBoundingClientRect();
    const isSeen = element.checkVisibility() && width > 1;
    const isInSentence = element.tagName === "A" && element.closest("p") !== null;
    const isOnlyText = element.tagName === "LABEL" && !element.querySelector("input");
    if (!isSeen || isInSentence || isOnlyText) continue;
    const isMain = element.matches("button, summary, input, textarea, [data-slot=button], nav a");
    if (Math.min(width, height) < (isMain ? 44 : 24)) small.push(`${element.outerHTML} ${width} × ${height}`);
  }
  return small;
}

/** What has the focus, by the words that are read out. */
async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    return (element.labels?.[0] ?? element).textContent?.trim() ?? "";
  });
}

async function hasVisibleFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });
}
