import { type Browser, expect, type Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { joinAsAdmin } from "./admin-journey";
import { joinQuickly, newPerson, pressAndConfirm } from "./journey";
import type { Look } from "./places";
import { answersWith, localHooks, receivedAt } from "./receiver.node";

/** A path of its own on the receiver of the journeys. */
export function newHook() {
  const path = `/takes/${crypto.randomUUID()}`;
  return { path, url: localHooks + path };
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Adds an endpoint by its form, and answers the secret that is shown once. */
export async function addEndpoint(page: Page, url: string, event: string): Promise<string> {
  await page.goto("/admin/webhooks/new");
  await page.getByLabel("Address").fill(url);
  await page.getByLabel("Description").fill("Sends welcome mails");
  await page.getByRole("checkbox", { name: event, exact: true }).check();
  await press(page, "Add endpoint");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The endpoint is added");
  return (await page.getByTestId("webhook-secret").textContent()) ?? "";
}

/** An admin adds an endpoint; somebody signs up; the event arrives, is there to see, and is sent again. */
export async function walkThroughWebhooks(page: Page, browser: Browser, contextOptions: object) {
  await joinAsAdmin(page);
  const { path, url } = newHook();
  await page.goto("/admin/webhooks");
  await page.getByRole("link", { name: "Add an endpoint" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add an endpoint");
  await page.getByLabel("Address").fill("http://example.com/");
  await press(page, "Add endpoint");
  await expect(page.getByRole("alert")).toContainText("Choose one event or more.");
  await page.getByRole("checkbox", { name: "user.created", exact: true }).check();
  await press(page, "Add endpoint");
  await expect(page.getByRole("alert")).toContainText("Enter an address that begins with https://.");
  const secret = await addEndpoint(page, url, "user.created");
  await page.getByRole("link", { name: "I have kept it" }).click();
  await expect(page.getByText("Nothing was sent yet.")).toBeVisible();

  await answersWith(path, { status: 503, body: "not now" });
  const other = await (await browser.newContext(contextOptions)).newPage();
  const person = await joinQuickly(other, newPerson("Ada Lovelace"));
  await other.context().close();
  // Other tests sign people up meanwhile, and the endpoint is told of them, too.
  const own = async () => (await receivedAt(path)).find(({ body }) => body.includes(person.email));
  await expect.poll(own, { timeout: 30_000 }).toBeTruthy();
  const { body = "", headers = {} } = (await own()) ?? {};
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({
    type: "user.created",
    data: { email: person.email, emailVerified: false },
  });

  await answersWith(path, { status: 200, body: "thank you" });
  await page.reload();
  await page.getByRole("link", { name: "user.created", exact: true }).last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("user.created");
  await press(page, "Send again");
  await expect(page.getByRole("status")).toContainText("The event has arrived.");
  await expect(page.getByText("thank you").first()).toBeVisible();
  await expect(page.getByText("sent by hand").first()).toBeVisible();
  await page.getByRole("link", { name: /^Deliveries to/ }).click();
  await press(page, "Send test event");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("webhook.test");
  await page.getByRole("link", { name: /^Deliveries to/ }).click();
  await pressAndConfirm(page, "Rotate secret");
  await expect(page.getByTestId("webhook-secret")).toContainText("whsec_");
  await press(page, "Disable");
  await expect(page.getByText("The endpoint is disabled.")).toBeVisible();
  await expect(page.getByText("Disabled by an admin")).toBeVisible();
  await pressAndConfirm(page, "Delete endpoint");
  await expect(page.getByRole("status")).toContainText("The endpoint is deleted.");
}

/** The pages of webhooks, in every state; the page is an admin's already. */
export async function walkThroughHooks(page: Page, look: Look) {
  await page.goto("/admin/webhooks/new");
  await look("new endpoint");
  await press(page, "Add endpoint");
  await page.getByRole("alert").waitFor();
  await look("new endpoint with mistakes");
  const { path, url } = newHook();
  await answersWith(path, { status: 503, body: "We are away. ".repeat(100) });
  await addEndpoint(page, url, "organization.deleted");
  await look("new endpoint, added");
  await page.getByRole("link", { name: "I have kept it" }).click();
  await page.getByText("Nothing was sent yet.").waitFor();
  await look("endpoint, new");
  await press(page, "Send test event");
  await page.getByText("Answered 503").waitFor();
  await look("delivery, failed");
  await page.getByRole("link", { name: /^Deliveries to/ }).click();
  await page.getByText("Failing since").waitFor();
  await pressAndConfirm(page, "Rotate secret");
  await page.getByTestId("webhook-secret").waitFor();
  await look("endpoint, failing, with another secret");
  await page.goto("/admin/webhooks");
  await look("webhooks");
  await page.getByRole("link", { name: url }).click();
  await pressAndConfirm(page, "Delete endpoint");
  await page.getByText("The endpoint is deleted.").waitFor();
}
