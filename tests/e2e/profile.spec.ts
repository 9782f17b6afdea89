import { writeFileSync } from "node:fs";
import { joinQuickly } from "../support/journey";
import { pictures } from "../support/pictures";
import { expect, test } from "../support/test";

test("a picture is there at once, in the header too, and gone at once", async ({ page }, testInfo) => {
  await joinQuickly(page);
  await page.goto("/account");
  const menu = page.locator("summary");
  const choose = async (content: Uint8Array) => {
    const file = testInfo.outputPath("me.avif");
    writeFileSync(file, content);
    await page.getByLabel("New picture").setInputFiles(file);
  };
  await choose(Buffer.alloc(12 * 1024 * 1024));
  await page.getByRole("button", { name: "Upload picture" }).click();
  await expect(page.getByRole("alert")).toContainText("This file is larger than 5 MB.");
  await choose(pictures.avif);
  await page.getByRole("button", { name: "Upload picture" }).click();
  await expect(page.getByRole("status")).toHaveText("Your picture is saved.");
  await expect(menu.locator("img")).toHaveAttribute("src", /^\/avatars\//);
  const width = await menu.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(width).toBe(12);
  await page.getByRole("button", { name: "Remove picture" }).click();
  await expect(page.getByRole("status")).toHaveText("Your picture is removed.");
  await expect(menu.locator("img")).toHaveCount(0);
});

test("while a username is typed the page says whether it can be had", async ({ page }) => {
  await joinQuickly(page);
  await page.goto("/account");
  const field = page.getByLabel("Username");
  const free = `ada_${crypto.randomUUID().slice(0, 8)}`;
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/is-username-available")) asked.push(request.postData() ?? "");
  });
  await field.pressSequentially(free, { delay: 10 });
  await expect(page.getByText(`${free} is available.`)).toBeVisible();
  expect(asked.length).toBe(1);
  await field.fill("Admin");
  await expect(page.getByText("Admin is not available. Try another one.")).toBeVisible();
  await field.fill(free);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Your changes are saved.")).toBeVisible();
  await field.fill(free.toUpperCase());
  await page.waitForTimeout(600);
  await expect(page.getByText(/is (not )?available/)).toHaveCount(0);
});
