import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { testBindings } from "./support/bindings";
import { outsideWorld } from "./support/mail-service";

const root = new URL("..", import.meta.url).pathname;

export default defineConfig({
  test: {
    projects: [
      {
        root,
        resolve: { tsconfigPaths: true },
        test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"] },
      },
      {
        root,
        resolve: { tsconfigPaths: true },
        plugins: [
          cloudflareTest(async () => ({
            main: "./tests/support/worker.ts",
            miniflare: {
              compatibilityDate: "2026-04-01",
              compatibilityFlags: ["nodejs_compat"],
              d1Databases: ["DB"],
              r2Buckets: ["AVATARS"],
              outboundService: outsideWorld,
              bindings: { ...testBindings, MIGRATIONS: await readD1Migrations("./drizzle") },
            },
          })),
        ],
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          setupFiles: ["./tests/support/database.ts"],
          // A hash takes a tenth of a second, and several times that on a busy machine.
          testTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
