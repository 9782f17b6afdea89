import { gzipSync } from "node:zlib";
import type { Page, Request } from "@playwright/test";
import { joinQuickly, linkTo, newPerson } from "../support/journey";
import { expect, test } from "../support/test";

// `test` itself fails when anything is asked of another origin.

test("pages for visitors send no script", async ({ page }) => {
  const withToken = ["/verify-email?token=dead", "/reset-password?token=dead"];
  for (const path of [
    "/",
    "/sign-up",
    "/forgot-password",
    "/verify-email",
    ...withToken,
    "/outbox",
    "/nowhere",
  ]) {
    const requests = await requestsOf(page, path);
    expect(requests.map(kindOf), path).toEqual(["document", "stylesheet"]);
    await expect(page.locator("script"), path).toHaveCount(0);
  }
});

test("links from mails lead to pages without script", async ({ page }) => {
  const person = newPerson();
  await page.request.post("/sign-up", { form: person, maxRedirects: 0 });
  await page.request.post("/forgot-password", { form: { email: person.email }, maxRedirects: 0 });
  for (const subject of [/Confirm/, /Set a new password/]) {
    const requests = await requestsOf(page, await linkTo(page, person.email, subject));
    expect(requests.map(kindOf)).toEqual(["document", "stylesheet"]);
    await expect(page.locator("script")).toHaveCount(0);
  }
});

test("/sign-in has one small module, and no React", async ({ page }) => {
  const requests = await requestsOf(page, "/sign-in");
  expect(new Set(requests.map(kindOf))).toEqual(new Set(["document", "stylesheet", "script", "fetch"]));
  await expect(page.locator("script")).toHaveCount(1);
  const scripts = requests.filter((request) => kindOf(request) === "script");
  const sources = await Promise.all(scripts.map(async (script) => (await script.response())?.body()));
  const sizes = sources.map((source) => gzipSync(source ?? "").length);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(6 * 1024);
  expect(sources.join("")).not.toContain("react");
});

test("pages for people who are signed in have one stylesheet and no font", async ({ page }) => {
  await joinQuickly(page);
  for (const path of ["/dashboard", "/account", "/account/security/passkeys"]) {
    const kinds = (await requestsOf(page, path)).map(kindOf);
    expect(kinds.filter((kind) => kind === "stylesheet")).toHaveLength(1);
    expect(kinds).toContain("script");
    expect(kinds).not.toContain("font");
  }
});

/** What one visit asks the server for, the icon aside. */
async function requestsOf(page: Page, path: string): Promise<Request[]> {
  const requests: Request[] = [];
  const note = (request: Request) => requests.push(request);
  page.on("request", note);
  await page.goto(path, { waitUntil: "networkidle" });
  page.off("request", note);
  return requests.filter((request) => !request.url().endsWith("/favicon.svg"));
}

function kindOf(request: Request): string {
  return request.resourceType();
}
