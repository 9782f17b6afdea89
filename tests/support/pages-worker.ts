import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Miniflare, type Request, type Response } from "miniflare";
import { parse } from "smol-toml";
import { migratedState, secret, wrangler } from "./server";

interface WorkerOptions {
  port: number;
  bindings?: Record<string, string>;
  /** Answers every request that the app sends out. */
  outside(request: Request): Promise<Response>;
}

interface Config {
  compatibility_date: string;
  compatibility_flags: string[];
  pages_build_output_dir: string;
  vars: Record<string, string>;
}

/**
 * The built app as wrangler bundles it for Pages, in the same workerd: unlike `wrangler pages dev`, what it fetches from
 * the outside world is answered by the test.
 */
export async function startWorker({ port, bindings = {}, outside }: WorkerOptions) {
  const state = migratedState();
  const bundle = join(state, "worker");
  wrangler("pages", "functions", "build", "--outdir", bundle);
  const config = parse(readFileSync("wrangler.toml", "utf8")) as unknown as Config;
  const worker = new Miniflare({
    port,
    cf: false,
    handleRuntimeStdio: (...logs: Readable[]) => {
      for (const log of logs) log.resume();
    },
    modulesRoot: bundle,
    modules: [{ type: "ESModule", path: join(bundle, "index.js") }],
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: config.compatibility_flags,
    assets: {
      directory: config.pages_build_output_dir,
      binding: "ASSETS",
      routerConfig: { has_user_worker: true },
    },
    d1Databases: { DB: "local" },
    r2Buckets: ["AVATARS"],
    d1Persist: join(state, "v3", "d1"),
    bindings: {
      ...config.vars,
      BETTER_AUTH_URL: `http://localhost:${port}`,
      BETTER_AUTH_SECRET: secret,
      ...bindings,
    },
    outboundService: outside,
  });
  await worker.ready;
  return {
    stop: async () => {
      await worker.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
