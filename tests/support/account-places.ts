import type { Page } from "@playwright/test";
import { addAccount, joinQuickly, newPerson, type Person } from "./journey";
import type { Look } from "./places";
import { baseURL } from "./server";

/** Every page where several accounts of one browser meet. */
export async function walkThroughAccounts(
  page: Page,
  person: Person,
  at: (path: string, name: string) => Promise<void>,
  look: Look,
) {
  await at("/account/switch", "accounts, one");
  await at("/sign-in?add=", "sign-in to another account");
  const other = newPerson("Grace Hopper");
  const elsewhere = await page.context().browser()?.newPage({ baseURL });
  if (elsewhere) await joinQuickly(elsewhere, other);
  await elsewhere?.close();
  await addAccount(page, other);
  await at("/account/switch", "accounts, two");
  await page.goto("/dashboard");
  await page.locator("summary").click();
  await look("menu with two accounts");
  await page.context().clearCookies({ name: /session_(token|data)$/ });
  await at("/sign-in", "sign-in with an account that is still here");
  await page.getByRole("button", { name: `Go on as ${person.name}` }).click();
  await page.getByRole("heading", { name: `Hello, ${person.name}` }).waitFor();
}
