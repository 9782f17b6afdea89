import { expect, type Page } from "@playwright/test";
import { build, type Rollup } from "vite";

type Client = typeof import("./browser-client").client;

/** Puts the client into the page that is open, or the start page, through the DevTools: the page's policy stays. */
export async function bringClient(page: Page) {
  if (page.url() === "about:blank") await page.goto("/");
  const devtools = await page.context().newCDPSession(page);
  const { exceptionDetails } = await devtools.send("Runtime.evaluate", { expression: await bundle() });
  expect(exceptionDetails).toBeUndefined();
}

let bundled: Promise<string> | undefined;

function bundle(): Promise<string> {
  bundled ??= build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: { entry: "tests/support/browser-client.ts", formats: ["iife"], name: "authClient" },
    },
    define: { "process.env.NODE_ENV": '"production"', "process.env": "{}", process: "undefined" },
  }).then((results) => {
    const [result] = results as Rollup.RollupOutput[];
    return result?.output[0].code ?? "";
  });
  return bundled;
}

/** Runs in the page, where the client is. */
export function call<Body, Answer>(page: Page, use: (client: Client, body: Body) => Answer, body: Body) {
  const answer = `(${use})(authClient.client, ${JSON.stringify(body)})`;
  return page.evaluate(`${answer}.then(JSON.stringify).then(JSON.parse)`) as Promise<Awaited<Answer>>;
}
