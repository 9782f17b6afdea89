import { expect, test } from "vitest";
import { botCheckUrl } from "../support/mail-service";
import { linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { newVisitor } from "../support/visitor";

function guarded(path = "/verify") {
  const settings = {
    TURNSTILE_SITE_KEY: "the site key",
    TURNSTILE_SECRET_KEY: "the secret",
    TURNSTILE_VERIFY_URL: botCheckUrl + path,
    ANONYMOUS_SIGN_IN: "on",
  };
  return newVisitor({ settings });
}

const human = { "cf-turnstile-response": "a person" };
const robot = { "cf-turnstile-response": "some-machine" };
const byForm = "There is no account for this yet.";
const failed = "The check that you are not a robot did not pass.";

test("ASVS 2.4.1: each form passes with a good answer alone, and never gives it back", async () => {
  const { visitor: _, ...known } = await join();
  const forms: [string, Record<string, string>, string][] = [
    ["/sign-up", newPerson(), "303 /verify-email"],
    ["/sign-in", { email: known.email, password: known.password }, "303 /dashboard"],
    ["/forgot-password", { email: known.email }, "303 /forgot-password?sent="],
    ["/sign-in/anonymous", {}, "303 /dashboard"],
  ];
  for (const [path, form, to] of forms) {
    for (const answer of [{}, robot]) {
      const page = await read(await guarded().submit(path, { ...form, ...answer }));
      expect([path, page.status, page.text.includes(failed)]).toEqual([path, 400, true]);
      expect(page.html).not.toContain("some-machine");
    }
    expect(sent(await guarded().submit(path, { ...form, ...human }))).toBe(to);
  }
});

test("a username is checked as an address is", async () => {
  const form = { email: "ada_lovelace", password: "some pass phrase" };
  expect((await read(await guarded().submit("/sign-in", form))).text).toContain(failed);
  const asked = await read(await guarded().submit("/sign-in", { ...form, ...human }));
  expect(asked.text).toContain("That username or password is not right.");
});

test.each([
  ["/sign-up/email", { name: "Ada", email: newPerson().email, password: "correct horse staple" }, 200],
  ["/sign-in/email", { email: newPerson().email, password: "correct horse staple" }, 401],
  ["/sign-in/username", { username: "ada_lovelace", password: "correct horse staple" }, 401],
  ["/request-password-reset", { email: newPerson().email }, 200],
  ["/sign-in/anonymous", {}, 200],
])("the endpoint %s wants the answer in a header", async (path, body, status) => {
  for (const answer of ["", "some-machine"]) {
    const headers = { "x-captcha-response": answer };
    const refused = await guarded().call(`/api/auth${path}`, body, headers);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "BOT_CHECK_FAILED" });
  }
  const passed = await guarded().call(`/api/auth${path}`, body, { "x-captcha-response": "a person" });
  expect(passed.status).toBe(status);
});

test.each(["/down", "/secret"])("nobody passes while the service fails (%s)", async (path) => {
  const page = await read(await guarded(path).submit("/sign-up", { ...newPerson(), ...human }));
  expect(page.status).toBe(503);
  expect(page.text).toContain("Try again in a minute.");
});

test("the widget is on the pages, with a way on without JavaScript, and the policy lets it in", async () => {
  for (const path of ["/sign-up", "/sign-in", "/forgot-password"]) {
    const response = await guarded().visit(path);
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    const { html } = await read(response);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("frame-src https://challenges.cloudflare.com");
    expect(policy).not.toContain("require-trusted-types-for");
    expect(html).toContain('data-sitekey="the site key"');
    const script = /<script[^>]*challenges\.cloudflare\.com[^>]*>/.exec(html)?.[0];
    expect(script).toContain(`nonce="${nonce}"`);
    const noscript = /<noscript>(.*?)<\/noscript>/s.exec(html)?.[1];
    expect(noscript).toContain(
      path === "/sign-up" ? "Turn it on to create an account." : 'href="/sign-in/magic-link"',
    );
  }
});

test("pages without the widget keep the strict policy", async () => {
  for (const path of ["/", "/sign-in/magic-link", "/sign-in/phone", "/nowhere"]) {
    const policy = (await guarded().visit(path)).headers.get("Content-Security-Policy");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("frame-src");
  }
});

test("the ways without the widget sign people in, and make no account that a robot could not make by the form", async () => {
  const { visitor: _, ...known } = await join();
  const stranger = newPerson();
  for (const { email } of [known, stranger]) {
    const visitor = guarded();
    await visitor.submit("/sign-in/magic-link", { email });
    const link = await linkTo(email, /^Sign in to/);
    const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
    const byLink = await read(await visitor.submit(link, { token }));
    const other = guarded();
    await other.submit("/sign-in/email-code", { email });
    const [mail] = (await mailTo(email, 2)).filter(({ subject }) => /^\d{6}/.test(subject));
    const code = mail?.subject.slice(0, 6) ?? "";
    const byCode = await read(await other.submit("/sign-in/email-code", { email, code }));
    if (email === known.email) expect([byLink.status, byCode.status]).toEqual([303, 303]);
    else for (const { text } of [byLink, byCode]) expect(text).toContain(byForm);
  }
  const phone = guarded();
  const phoneNumber = "+15557654321";
  await phone.submit("/sign-in/phone", { phoneNumber });
  const [message] = await mailTo(phoneNumber);
  const code = message?.text.slice(0, 6) ?? "";
  const byPhone = await read(await phone.submit("/sign-in/phone", { phoneNumber, code }));
  expect([byPhone.text.includes(byForm), await isSignedIn(phone)]).toEqual([true, false]);
});

test("without the keys there is no widget, no check and the strict policy", async () => {
  const response = await newVisitor().visit("/sign-in");
  const policy = response.headers.get("Content-Security-Policy");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain("frame-src");
  expect((await read(response)).html).not.toContain("turnstile");
});
