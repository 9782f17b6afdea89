import { writeFileSync } from "node:fs";
import { expect, type Page, type TestInfo } from "@playwright/test";
import { joinQuickly } from "./journey";
import { pictures } from "./pictures";

/** A logo from its organization's making to its removal, by what is on the pages; the same with and without JavaScript. */
export async function leadLogo(page: Page, testInfo: TestInfo) {
  const choose = async (label: string, content: Uint8Array | string) => {
    const path = testInfo.outputPath("logo.png");
    writeFileSync(path, content);
    await page.getByLabel(label).setInputFiles(path);
  };
  await joinQuickly(page);
  const slug = `engines-${crypto.randomUUID().slice(0, 8)}`;
  const menu = page.locator("summary").first();
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/organizations/new");
  await page.getByLabel("Name", { exact: true }).fill("Analytical Engines");
  await page.getByLabel("Short name for the address").fill(slug);
  for (const [content, mistake] of [
    ["<svg xmlns='http://www.w3.org/2000/svg'/>", "This file is no picture that we can show."],
    [Buffer.alloc(12 * 1024 * 1024), "This file is larger than 5 MB."],
  ] as const) {
    await choose("Logo", content);
    await press("Create organization");
    await expect(page.getByRole("alert")).toContainText(mistake);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Analytical Engines");
    await expect(page.getByLabel("Short name for the address")).toHaveValue(slug);
  }
  await choose("Logo", pictures.png);
  await press("Create organization");
  await page.waitForURL(`/organizations/${slug}`);
  await expect(page.getByRole("status")).toContainText("Your organization is made.");
  const first = await drawnIn(menu.locator("img"));
  expect(await drawnIn(page.getByRole("main").locator("img"))).toBe(first);

  await page.goto(`/organizations/${slug}/settings`);
  await choose("New logo", pictures.webp);
  await press("Upload logo");
  await expect(page.getByRole("status")).toHaveText("The logo is saved.");
  expect(await drawnIn(page.getByRole("img", { name: "The logo" }))).not.toBe(first);
  await page.goto("/organizations");
  await drawnIn(page.getByRole("main").locator("img"));
  await page.goto(`/organizations/${slug}/settings`);
  await press("Remove logo");
  await expect(page.getByRole("status")).toHaveText("The logo is removed.");
  await expect(page.locator("img")).toHaveCount(0);
  await expect(page.getByRole("img", { name: "The initials" })).toContainText("AE");
}

/** Where a picture comes from that the browser could draw: another one has no size of its own. */
async function drawnIn(picture: ReturnType<Page["locator"]>) {
  const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect(picture).toHaveCount(1);
  await expect.poll(width).toBe(12);
  return picture.getAttribute("src");
}
