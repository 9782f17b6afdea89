import { writeFileSync } from "node:fs";
import { joinQuickly } from "../support/journey";
import { takenPictures } from "../support/pictures";
import { expect, test } from "../support/test";

test("a picture is uploaded, replaced and removed without JavaScript", async ({ page }) => {
  await joinQuickly(page);
  await page.goto("/account");
  const menu = page.locator("summary");
  await expect(menu.locator("svg").first()).toContainText("AL");
  const addresses = new Set<string | null>();
  for (const [mimeType, file] of Object.entries(takenPictures)) {
    await page
      .getByLabel("New picture")
      .setInputFiles({ name: "IMG_0001.bin", mimeType, buffer: Buffer.from(file) });
    await page.getByRole("button", { name: "Upload picture" }).click();
    await expect(page.getByRole("status")).toHaveText("Your picture is saved.");
    const picture = page.getByRole("img", { name: "Your picture" });
    // What the browser could not draw has no size of its own. The JPEG stands upright though it lies on its side.
    const size = () =>
      picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    await expect.poll(size, mimeType).toEqual(mimeType === "image/jpeg" ? [8, 12] : [12, 8]);
    addresses.add(await menu.locator("img").getAttribute("src"));
  }
  expect(addresses.size).toBe(4);
  await page.getByRole("button", { name: "Remove picture" }).click();
  await expect(page.getByRole("status")).toHaveText("Your picture is removed.");
  await expect(menu.locator("svg").first()).toContainText("AL");
});

test("a file that is too large or no picture comes back to the form with what to do", async ({
  page,
}, testInfo) => {
  await joinQuickly(page);
  await page.goto("/account");
  const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024);
  for (const [name, content, mistake] of [
    ["me.png", "<svg xmlns='http://www.w3.org/2000/svg'/>", "This file is no picture that we can show."],
    ["large.png", megabytes(6), "This file is larger than 5 MB."],
    ["larger.png", megabytes(30), "This file is larger than 5 MB."],
  ] as const) {
    const file = testInfo.outputPath(name);
    writeFileSync(file, content);
    await page.getByLabel("New picture").setInputFiles(file);
    await page.getByRole("button", { name: "Upload picture" }).click();
    await expect(page.getByRole("alert")).toContainText(mistake);
    await page.goto("/account");
  }
});

test("a reserved username comes back with what to do", async ({ page }) => {
  await joinQuickly(page);
  await page.goto("/account");
  await page.getByLabel("Username").fill("support");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("kept for the people who run this service");
});
