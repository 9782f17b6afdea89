import { expect, request } from "@playwright/test";

/** With what the first admin of a deployment under test is claimed. */
export const setupToken = "the-setup-token-of-the-test-suite";

/** Whoever makes the other admins. */
export const firstAdmin = {
  name: "First Admin",
  email: "first-admin@example.com",
  password: "correct horse first admin",
};

/** Makes the first admin of a fresh deployment, who makes all others. */
export async function claimFirstAdmin(baseURL: string) {
  const browser = await request.newContext({ baseURL });
  await browser.post("/sign-up", { form: firstAdmin, maxRedirects: 0 });
  let link: string | undefined;
  await expect
    .poll(async () => {
      const messages = await browser.get(`/outbox.json?to=${encodeURIComponent(firstAdmin.email)}`);
      link = (await messages.json())[0]?.links[0];
      return link;
    })
    .toBeTruthy();
  const url = new URL(link ?? "");
  const form = { intent: "confirm", token: url.searchParams.get("token") ?? "" };
  await browser.post(url.pathname + url.search, { form, maxRedirects: 0 });
  const claimed = await browser.post("/admin/claim", { form: { setupToken }, maxRedirects: 0 });
  if (claimed.status() !== 303) throw new Error(`The first admin was not made: ${claimed.status()}`);
  await browser.dispose();
}
