import { test as base, expect, type Page, type Response } from "@playwright/test";

/**
 * `test` with a page that must not complain. After each test it fails on anything that Chromium found wrong on the way:
 * errors in the console, what the content security policy or Trusted Types refused, hints about forms and passwords,
 * issues of the DevTools, requests to another origin, assets that are missing, answers of 500.
 */
export const test = base.extend<{ complaints: string[] }>({
  // An address of its own for each test: attempts are limited by address.
  extraHTTPHeaders: async ({ browserName: _ }, use) => use({ "CF-Connecting-IP": someAddress() }),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      await watch(page, complaints);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Writes down what Chromium finds wrong on this page from now on. */
export async function watch(page: Page, complaints: string[]) {
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Log.entryAdded", ({ entry: { level, source, text } }) => {
    const isAnswer = source === "network" && text.startsWith("Failed to load resource");
    if (!isAnswer && (level !== "info" || source === "recommendation")) complaints.push(`${level}: ${text}`);
  });
  devtools.on("Audits.issueAdded", ({ issue: { code, details } }) => {
    complaints.push(`${code}: ${JSON.stringify(details)}`);
  });
  await devtools.send("Log.enable");
  await devtools.send("Audits.enable");
  page.on("console", (message) => {
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (!isAnswer && /error|warning/.test(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => complaints.push(...complaintsAbout(response, page)));
}

/** From the range for benchmarks (RFC 2544). */
function someAddress(): string {
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3));
  return `198.${18 + (a % 2)}.${b}.${c}`;
}

function complaintsAbout(response: Response, page: Page): string[] {
  const { protocol, host, pathname } = new URL(response.url());
  const type = response.request().resourceType();
  const isPage = type === "document" || type === "fetch";
  const found = `${type} ${response.url()}`;
  if (!protocol.startsWith("http")) return [];
  const home = new URL(page.url() === "about:blank" ? response.url() : page.url()).host;
  return [
    host !== home ? `another origin: ${found}` : "",
    response.status() >= (isPage ? 500 : 400) && pathname !== "/api/health"
      ? `${response.status()}: ${found}`
      : "",
  ].filter(Boolean);
}
