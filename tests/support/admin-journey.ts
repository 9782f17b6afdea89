import { type APIRequestContext, expect, type Page, request } from "@playwright/test";
import { firstAdmin } from "./first-admin";
import { joinQuickly, newPerson } from "./journey";

/** Somebody who is signed in on this page and an admin from now on. */
export async function joinAsAdmin(page: Page, name = "Grace Hopper") {
  const person = await joinQuickly(page, newPerson(name));
  const { user } = await sessionOf(page.request);
  const { origin } = new URL((await page.request.get("/api/health")).url());
  const browser = await request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { "CF-Connecting-IP": "198.18.0.99", Origin: origin },
  });
  await browser.post("/sign-in", { form: firstAdmin, maxRedirects: 0 });
  const made = await browser.post("/api/auth/admin/set-role", { data: { userId: user.id, role: "admin" } });
  expect(made.status()).toBe(200);
  await browser.dispose();
  await sessionOf(page.request);
  return person;
}

async function sessionOf(browser: APIRequestContext) {
  return (await browser.get("/api/auth/get-session?disableCookieCache=true", { maxRetries: 2 })).json();
}
