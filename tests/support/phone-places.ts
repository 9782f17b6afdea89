import type { Page } from "@playwright/test";
import { codeTo, newNumber } from "./journey";
import type { Look } from "./places";

/** The account's phone number: none, to be mended, half way, confirmed, and before it goes. */
export async function walkThroughPhone(page: Page, look: Look) {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/account/phone");
  await look("phone number, none");
  await page.getByLabel("Phone number").fill("0151 2345678");
  await press("Text me a code");
  await page.getByRole("alert").waitFor();
  await look("phone number, with a mistake");
  const number = newNumber();
  await page.getByLabel("Phone number").fill(number);
  await press("Text me a code");
  await page.getByRole("button", { name: "Confirm number" }).waitFor();
  await look("phone number, code sent");
  await page.getByLabel("Code").fill(await codeTo(page, number));
  await press("Confirm number");
  await page.getByText("is confirmed").waitFor();
  await look("phone number, confirmed");
  await press("Remove number");
  await page.getByRole("dialog").waitFor();
  await look("phone number, asked before it goes");
}

/** A forgotten password by text message: asked for, sent, to be mended. */
export async function walkThroughPhoneReset(page: Page, look: Look) {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.goto("/forgot-password/phone");
  await look("forgotten password by phone");
  await page.getByLabel("Phone number").fill("0151 2345678");
  await press("Text me a code");
  await look("forgotten password by phone, with a mistake");
  await page.getByLabel("Phone number").fill(newNumber());
  await press("Text me a code");
  await look("forgotten password by phone, sent");
  await page.getByLabel("Code").fill("123456");
  await press("Set new password");
  await look("forgotten password by phone, with mistakes");
}
