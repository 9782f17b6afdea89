import { defineConfig } from "@playwright/test";
import { baseURL } from "./support/server";

/** The journeys in a real Chromium against the production build under `wrangler pages dev`. */
export default defineConfig({
  testDir: "./e2e",
  testMatch: "*.spec.ts",
  outputDir: "../test-results",
  globalSetup: "./support/server.ts",
  fullyParallel: true,
  workers: 2,
  // How long to wait before something is taken for broken; a busy machine is slow, and no test measures time.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // Wrangler starts its worker anew now and then, and answers 503 to what was on its way.
  retries: 1,
  use: {
    baseURL,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    actionTimeout: 20_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    { name: "with JavaScript", testIgnore: "*.plain.spec.ts" },
    { name: "without JavaScript", testMatch: "*.plain.spec.ts", use: { javaScriptEnabled: false } },
  ],
});
