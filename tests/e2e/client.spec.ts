import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { bringClient, call } from "../support/client-in-page";
import { linkTo, newPerson, nextCode } from "../support/journey";
import { plugInDevice } from "../support/plugged-in-device";
import { expect, test } from "../support/test";

test("better-auth's own browser client works from a page of this origin", async ({ page }) => {
  const person = newPerson();
  await bringClient(page);
  expect(await call(page, (client, body) => client.signUp.email(body), person)).toMatchObject({
    error: null,
  });
  expect(await call(page, (client, body) => client.signIn.email(body), person)).toMatchObject({
    error: { status: 403, code: "EMAIL_NOT_VERIFIED" },
  });
  await page.goto(await linkTo(page, person.email, /Confirm/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await page.getByRole("heading", { name: `Hello, ${person.name}` }).waitFor();
  await bringClient(page);
  expect(await sessionOf(page)).toMatchObject({ user: { email: person.email, emailVerified: true } });

  const enabled = await dataOf(
    call(page, (client, { password }) => client.twoFactor.enable({ password, method: "totp" }), person),
  );
  const secret = new URL("totpURI" in enabled ? enabled.totpURI : "").searchParams.get("secret") ?? "";
  const code = await generate({ secret });
  expect(await call(page, (client, body) => client.twoFactor.verifyTotp(body), { code })).toMatchObject({
    error: null,
  });
  expect(await sessionOf(page)).toMatchObject({ user: { twoFactorEnabled: true } });

  await call(page, (client) => client.signOut(), {});
  expect(await sessionOf(page)).toBeNull();
  expect(await call(page, (client, body) => client.signIn.email(body), person)).toMatchObject({
    data: { twoFactorRedirect: true },
  });
  expect(await sessionOf(page)).toBeNull();
  const next = { code: await nextCode(secret) };
  expect(await call(page, (client, body) => client.twoFactor.verifyTotp(body), next)).toMatchObject({
    error: null,
  });
  expect(await sessionOf(page)).toMatchObject({ user: { email: person.email } });
});

test("the client adds a passkey and signs in with it", async ({ page }) => {
  const device = await plugInDevice(page);
  const person = newPerson();
  await page.request.post("/sign-up", { form: person, maxRedirects: 0 });
  await page.goto(await linkTo(page, person.email, /Confirm/));
  await page.getByRole("button", { name: "Confirm e-mail address" }).click();
  await page.getByRole("heading", { name: `Hello, ${person.name}` }).waitFor();
  await bringClient(page);
  const added = await call(page, (client) => client.passkey.addPasskey({ name: "From the client" }), {});
  expect(added).toMatchObject({ error: null });
  expect(await device.passkeys()).toMatchObject([{ userName: person.email }]);
  await call(page, (client) => client.signOut(), {});
  expect(await call(page, (client) => client.signIn.passkey(), {})).toMatchObject({ error: null });
  expect(await sessionOf(page)).toMatchObject({ user: { email: person.email } });
});

async function dataOf<Data>(answer: Promise<{ data: Data; error: unknown }>): Promise<NonNullable<Data>> {
  const { data, error } = await answer;
  expect(error).toBeNull();
  return data as NonNullable<Data>;
}

function sessionOf(page: Page) {
  return dataOf(call(page, (client) => client.getSession({ query: { disableCookieCache: true } }), {}));
}
