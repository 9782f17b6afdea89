import { expect, type Page } from "@playwright/test";
import { generate } from "otplib";
import { baseURL } from "./server";

/** Somebody nobody has met before. */
export function newPerson(name = "Ada Lovelace") {
  const id = crypto.randomUUID().slice(0, 8);
  return { name, email: `ada-${id}@example.com`, password: `correct horse ${id}` };
}

export type Person = ReturnType<typeof newPerson>;

interface Message {
  id: string;
  at: string;
  channel: "email" | "sms";
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
}

/** Messages to one address, newest first. Mails are sent after the page: waits until there are `count`. */
export async function mailTo(page: Page, address: string, count = 1): Promise<Message[]> {
  let messages: Message[] = [];
  await expect
    .poll(async () => {
      const response = await page.request.get(`/outbox.json?to=${encodeURIComponent(address)}`, {
        maxRetries: 2,
      });
      messages = await response.json();
      return messages.length;
    })
    .toBeGreaterThanOrEqual(count);
  return messages;
}

/** A number that nobody has, from the range for fiction. */
export function newNumber(): string {
  return `+1555${String(Math.random()).slice(2, 9)}`;
}

/** The code in the newest text message to a number, of which there are `count`. */
export async function codeTo(page: Page, number: string, count = 1): Promise<string> {
  const [newest] = await mailTo(page, number, count);
  return /^\d{6}/.exec(newest?.text ?? "")?.[0] ?? "";
}

/** The link in the newest message whose subject has these words. */
export async function linkTo(page: Page, address: string, subject: RegExp): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      link = (await mailTo(page, address)).find((message) => subject.test(message.subject))?.links[0];
      return link;
    })
    .toBeTruthy();
  return link ?? "";
}

export async function signUp(page: Page, person: Person) {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look into your inbox");
}

/** Signs up, opens the link of the mail and confirms: signed in, on the dashboard. */
export async function join(page: Page, person = newPerson()): Promise<Person> {
  await signUp(page, person);
  await page.goto(await linkTo(page, person.email, /Confirm/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(person.name);
  return person;
}

/** Like `join`, by the same forms, without drawing their pages: for tests that begin where somebody is signed in. */
export async function joinQuickly(page: Page, person = newPerson()): Promise<Person> {
  await page.request.post("/sign-up", { form: person, maxRedirects: 0 });
  const link = new URL(await linkTo(page, person.email, /Confirm/));
  const form = { intent: "confirm", token: link.searchParams.get("token") ?? "" };
  const response = await page.request.post(link.pathname + link.search, { form, maxRedirects: 0 });
  expect(response.status()).toBe(303);
  return person;
}

export async function signOut(page: Page) {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
}

/** Presses a button that asks first, and then the same one in its question. */
export async function pressAndConfirm(page: Page, name: string) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
}

/** Signs in to one more account beside the one that the page is signed in to. */
export async function addAccount(page: Page, person: Person) {
  await page.goto("/account/switch");
  await page.getByRole("link", { name: "Add another account" }).click();
  await signIn(page, person);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(person.name);
}

/** Fills the form of the sign-in page; what comes next is the caller's to expect. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.getByLabel("E-mail or username").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The same person on another device, so that there is one to sign out. */
export async function signInElsewhere(page: Page, person: Person) {
  const other = await page.context().browser()?.newContext({ baseURL });
  await other?.request.post("/sign-in", { form: person, maxRedirects: 0 });
  await other?.close();
}

/** Turns the second factor on and answers with its secret, the backup codes and the code that was used. */
export async function turnOnTwoFactor(page: Page, { password }: Person) {
  await page.goto("/account/security/two-factor");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Turn on" }).click();
  const secret = (await page.getByTestId("totp-secret").textContent()) ?? "";
  const code = await generate({ secret });
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByTestId("backup-codes").getByRole("listitem")).toHaveCount(10);
  return {
    secret,
    backupCodes: await page.getByTestId("backup-codes").getByRole("listitem").allTextContents(),
  };
}

/** The code of the time step after this one: the server takes it, and no test before can have used it. */
export async function nextCode(secret: string): Promise<string> {
  return generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });
}
