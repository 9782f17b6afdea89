import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { claimFirstAdmin, setupToken } from "./first-admin";
import { localNames, serveNames } from "./name-server.node";
import { serveHooks } from "./receiver.node";

const port = 8798;
export const baseURL = `http://localhost:${port}`;

/** What the app under test signs with. */
export const secret = "a secret of the test suite, of 32 bytes and more";

const wranglerPath = join("node_modules", "wrangler", "bin", "wrangler.js");
const wranglerEnv = { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" };

/** Runs one command of wrangler to its end. */
export function wrangler(...args: string[]) {
  execFileSync(process.execPath, [wranglerPath, ...args], { env: wranglerEnv, stdio: "pipe" });
}

/** A folder with a migrated database of its own. */
export function migratedState(): string {
  const state = mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
  wrangler("d1", "migrations", "apply", "DB", "--local", "--persist-to", state);
  return state;
}

interface ServerOptions {
  port: number;
  /** Settings beside those of a fresh local deployment. */
  bindings?: Record<string, string>;
  /** The folder of a database that is there already. */
  state?: string;
}

/** The built app under `wrangler pages dev`, with a database of its own that is gone afterwards. */
export async function startServer({ port, bindings = {}, state: given }: ServerOptions) {
  if (await fetch(`http://localhost:${port}`).catch(() => undefined))
    throw new Error(`Port ${port} is taken: a server of an earlier run may still be there`);
  const state = given ?? migratedState();
  const settings = {
    BETTER_AUTH_URL: `http://localhost:${port}`,
    BETTER_AUTH_SECRET: secret,
    ...bindings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["--binding", `${name}=${value}`]);
  const serve = ["pages", "dev", "--port", String(port), "--persist-to", state, ...flags];
  const child = spawn(process.execPath, [wranglerPath, ...serve], {
    env: wranglerEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  child.stderr.on("data", (chunk) => output.push(String(chunk)));
  await answers(`http://localhost:${port}/api/health`, child, output);
  return {
    output,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}

async function answers(address: string, child: ChildProcess, output: string[]) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const response = await fetch(address).catch(() => undefined);
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The app does not answer at ${address}:\n${output.join("")}`);
}

/** Before all journeys; what it returns runs after them. */
export default async function globalSetup() {
  const names = await serveNames();
  const hooks = await serveHooks();
  // What is off by default is looked at, too.
  const bindings = {
    DNS_RESOLVER_URL: `${localNames}/dns-query`,
    ANONYMOUS_SIGN_IN: "on",
    ADMIN_SETUP_TOKEN: setupToken,
  };
  const server = await startServer({ port, bindings });
  await claimFirstAdmin(baseURL);
  return async () => {
    await server.stop();
    names.close();
    hooks.close();
  };
}
