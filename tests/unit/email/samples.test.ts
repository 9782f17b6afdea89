import { expect, test } from "vitest";
import { sampleEmails } from "~/email/samples";
import { securityNotice } from "~/email/security-notice";
import { verifyAddress } from "~/email/verify-address";

const baseUrl = "https://id.example.com";
const samples = sampleEmails({ appName: "Latchkey", baseUrl });

/** What a mail program shows of the HTML part, one line per block. */
function shown(html: string) {
  const [, body = ""] = html.split("<body");
  const plain = body
    .replace(/^[^>]*>/, "")
    .replace(/<\/?(?:p|h1|td|tr|br|table|tbody)\b[^>]*>/g, "\n")
    .replace(/<[^>]+>/g, "");
  return unescaped(plain).replace(/[ \n]+/g, " ");
}

function unescaped(html: string) {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  return html.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => names[name] ?? "");
}

test.each(samples)("text and HTML say the same: $subject", ({ text, html, subject }) => {
  const page = shown(html);
  expect(page).toContain(subject);
  const lines = text.split("\n").filter((line) => line && !line.startsWith("Latchkey · "));
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(page).toContain(line.replace(/:$/, ""));
});

/** A code is typed in: there is nothing to open. */
const withLink = samples.filter(({ subject }) => !/ is your code for /.test(subject));

test.each(withLink)("the link is there as text, and leads to this deployment: $subject", ({ text, html }) => {
  const [link] = /https:\/\/id\.example\.com\/\S+/.exec(text) ?? [];
  expect(link).toBeTruthy();
  expect(shown(html)).toContain(link);
  for (const [, address] of html.matchAll(/href="([^"]+)"/g))
    expect(new URL(address ?? "").origin).toBe(baseUrl);
});

test.each(samples)("it says who asked, and what to do if that was somebody else: $subject", ({ text }) => {
  // Whoever is asked to join learns a name, and not from where; an admin is not named either. What nobody asked for was
  // found by a delivery.
  expect(text).toMatch(
    /^((Asked for|Done|Signed in) from (Firefox on Windows, London, GB, 2026-01-31 09:30 UTC.|the account of Grace Hopper, )|Found by a delivery to |Done by an admin of Latchkey\.)/m,
  );
  expect(text).toMatch(/^If (this was not you|you did not|you do not know)/m);
});

test.each(samples)(
  "only the mark is loaded, from this deployment, and no script is in it: $subject",
  ({ html }) => {
    expect(html.match(/<img[^>]* src="([^"]*)"/g)).toHaveLength(1);
    expect(html).toContain(`<img src="${baseUrl}/mark.png"`);
    expect(html).not.toMatch(/<(script|link|iframe)|url\(/i);
  },
);

test("subjects tell the messages apart", () => {
  expect(new Set(samples.map(({ text }) => text)).size).toBe(samples.length);
});

test("names with markup in them stay text", () => {
  const nasty = `<img src=x onerror=alert(1)> & "Co"`;
  const facts = { to: `"><script>@example.com`, appName: nasty, baseUrl, who: "<b>nobody</b>" };
  for (const { text, html, subject } of [
    verifyAddress({ ...facts, token: `"><script>`, returnTo: "/" }),
    securityNotice({ ...facts, change: "password-changed" }),
  ]) {
    expect(html).not.toMatch(/<(img src=x|script|b)\b/);
    expect(shown(html)).toContain(nasty);
    expect(text).toContain("<b>nobody</b>");
    expect(subject).toContain(nasty);
  }
});

test("a token stays one parameter of the link", () => {
  const { text } = verifyAddress({
    to: "ada@example.com",
    appName: "Latchkey",
    baseUrl,
    who: "",
    token: "a&b=c#d e",
    returnTo: "/x?y=1",
  });
  const link = new URL(/https:\S+/.exec(text)?.[0] ?? "");
  expect(Object.fromEntries(link.searchParams)).toEqual({ token: "a&b=c#d e", returnTo: "/x?y=1" });
});
