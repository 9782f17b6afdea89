import { expect, test, vi } from "vitest";
import { imageOf, keptFor } from "../support/avatars";
import { provider } from "../support/mail-service";
import { read } from "../support/page";
import { userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

/** Signs up with the provider as somebody who has this picture there. */
async function joinWith(picture: string, settings: Record<string, unknown> = {}) {
  const email = `grace-${crypto.randomUUID().slice(0, 8)}@example.com`;
  const visitor = newVisitor({ settings: { ...provider.settings, ...settings } });
  const { html } = await visitor.submit("/sign-in/social", { provider: "provider" }).then(read);
  const [, state = ""] = /[?;]state=([\w-]+)/.exec(html) ?? [];
  const code = encodeURIComponent(btoa(`${email} ${picture}`));
  const back = await visitor.visit(`/api/auth/callback/provider?code=${code}&state=${state}`);
  expect(back.headers.get("location")).toContain("/dashboard");
  return { visitor, email };
}

test.each(["/picture", "/moved"])(
  "a picture at the provider (%s) is copied, and cleaned on the way",
  async (path) => {
    const { email } = await joinWith(provider.origin + path);
    await expect.poll(() => imageOf(email)).toMatch(/^\/avatars\//);
    const picture = await newVisitor().visit((await imageOf(email)) ?? "");
    expect(picture.headers.get("content-type")).toBe("image/jpeg");
    const copied = Buffer.from(await picture.arrayBuffer()).toString("latin1");
    expect(copied).not.toContain("SECRET");
  },
);

test("what is no picture, too much, elsewhere than it says or inside of a network is not", async () => {
  const log = vi.spyOn(console, "log");
  for (const address of [
    `${provider.origin}/page`,
    `${provider.origin}/loop`,
    `${provider.origin}/inward`,
    `${provider.origin}/huge`,
    "https://127.0.0.1/picture",
    "http://provider.example/picture",
    "data:image/png;base64,AAAA",
    "not-an-address",
  ]) {
    log.mockClear();
    const { visitor, email } = await joinWith(address);
    const seen = () =>
      log.mock.calls.some(([line]) => String(line).includes("a provider's picture was not taken"));
    await expect.poll(seen, { message: address }).toBe(true);
    expect([address, await imageOf(email), await keptFor(await userIdOf(email))]).toEqual([
      address,
      null,
      [],
    ]);
    expect((await visitor.visit("/dashboard")).status).toBe(200);
  }
});

test("without a bucket the address is dropped, too", async () => {
  const { visitor, email } = await joinWith(`${provider.origin}/picture`, { AVATARS: null });
  expect(await (await visitor.visit("/account")).text()).not.toMatch(/<img|provider\.example/);
  expect(await imageOf(email)).toBeNull();
});
