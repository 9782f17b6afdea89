import { createServer } from "node:net";
import type { Page } from "@playwright/test";
import type { ParsedMail } from "mailparser";
import { setupToken } from "../support/first-admin";
import { newPerson, signUp } from "../support/journey";
import { postOffice } from "../support/post-office";
import { startServer } from "../support/server";
import { expect, test } from "../support/test";

const port = 8797;
const appName = "Schlüsseldienst für Bürgerinnen und Bürger ✓";
const account = { port: 2525, username: "latchkey", password: "p@ss: word" };
const { username, password } = account;

test.use({ baseURL: `http://localhost:${port}` });

const office = postOffice(account);
let app: Awaited<ReturnType<typeof startServer>>;

test.beforeAll(async () => {
  app = await startServer({
    port,
    bindings: {
      EMAIL_TRANSPORT: "smtp",
      ADMIN_SETUP_TOKEN: setupToken,
      APP_NAME: appName,
      EMAIL_FROM: `${appName} <sign-in@id.example.com>`,
      SMTP_URL: `smtp://${username}:${encodeURIComponent(password)}@127.0.0.1:${account.port}`,
    },
  });
});

test.afterAll(async () => {
  await app?.stop();
  await office.close();
});

test.describe.configure({ mode: "serial" });

test("an account is confirmed by a mail that a mail server handed on", async ({ page }) => {
  await office.open();
  const person = newPerson();
  await signUp(page, person);
  const mail = await mailTo(person.email);
  expect(mail.from?.value).toEqual([{ name: appName, address: "sign-in@id.example.com" }]);
  expect(mail.subject).toBe(`Confirm your e-mail address for ${appName}`);
  const [link] = mail.text?.match(/http:\/\/\S+verify-email\S+/) ?? [];
  expect(mail.html).toContain(link?.replaceAll("&", "&amp;"));
  await page.goto(link ?? "");
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(person.name);
  expect((await page.request.get("/outbox")).status()).toBe(404);
  expect((await page.request.get("/outbox.json")).status()).toBe(404);
  await office.close();
});

test("a mail server that is down breaks and slows no page, is in the log, and one can ask again", async ({
  page,
}) => {
  const person = newPerson();
  const started = Date.now();
  await signUp(page, person);
  expect(Date.now() - started).toBeLessThan(10_000);
  await expect.poll(() => app.output.join("")).toContain("mail not sent: Confirm your e-mail address");
  expect(app.output.join("")).not.toContain(person.email);

  await office.open();
  await page.getByRole("button", { name: "Send the link again" }).click();
  expect((await mailTo(person.email)).text).toContain("/verify-email?token=");
  await office.close();
});

test("a mail server that hangs up in the middle stops nothing but that mail", async ({ page }) => {
  const rude = createServer((socket) => socket.resume().end("220 Good day and goodbye\r\n"));
  await new Promise<void>((resolve) => rude.listen(account.port, "127.0.0.1", resolve));
  await expectFailure(page);
  await new Promise((resolve) => rude.close(resolve));
});

test("a mail server with a certificate that nobody vouches for is told no password", async ({ page }) => {
  await office.open({ offersTls: true });
  const before = office.signIns.length;
  await expectFailure(page);
  expect(office.signIns).toHaveLength(before);
  await office.close();
});

test("what the mail server did not take is sent again by an admin, or removed, with JavaScript and without", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  await office.open();
  const admin = newPerson("Grace Hopper");
  await signUp(page, admin);
  const [link] = (await mailTo(admin.email)).text?.match(/http:\/\/\S+verify-email\S+/) ?? [];
  await page.goto(link ?? "");
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(admin.name);
  await page.request.post("/admin/claim", { form: { setupToken } });
  await office.close();

  const [late, never] = [newPerson(), newPerson()];
  const failures = () => app.output.join("").split("mail not sent").length;
  for (const person of [late, never]) {
    const before = failures();
    const theirs = await (await browser.newContext({ baseURL })).newPage();
    await signUp(theirs, person);
    await expect.poll(failures).toBeGreaterThan(before);
    await theirs.context().close();
  }
  await page.goto("/admin/messages");
  const sendAgain = page
    .getByRole("listitem")
    .filter({ hasText: late.email })
    .getByRole("button", { name: "Send again" });
  await sendAgain.click();
  await expect(page.getByRole("alert")).toContainText("was not taken this time either");
  await office.open();
  await sendAgain.click();
  await expect(page.getByRole("status")).toContainText("The message is sent.");
  expect((await mailTo(late.email)).text).toContain("/verify-email?token=");
  await office.close();

  const storageState = await page.context().storageState();
  const plain = await (
    await browser.newContext({ baseURL, storageState, javaScriptEnabled: false })
  ).newPage();
  await plain.goto("/admin/messages");
  const row = plain.getByRole("listitem").filter({ hasText: never.email });
  await row.getByRole("button", { name: "Remove" }).click();
  await row.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(plain.getByRole("status")).toContainText("The message is removed.");
  await expect(row).toHaveCount(0);
  await plain.context().close();
});

/** Signing up answers as ever, the log says that the mail was not sent, and the next page is there. */
async function expectFailure(page: Page) {
  const failures = () => app.output.join("").split("mail not sent").length;
  const before = failures();
  await signUp(page, newPerson());
  await expect.poll(failures).toBeGreaterThan(before);
  expect((await page.goto("/sign-in"))?.status()).toBe(200);
}

async function mailTo(address: string): Promise<ParsedMail> {
  let found: ParsedMail | undefined;
  await expect
    .poll(() => {
      found = office.mails.find(({ to }) => to?.value[0]?.address === address);
      return found;
    })
    .toBeTruthy();
  return found as ParsedMail;
}
