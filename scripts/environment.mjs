import { existsSync, readFileSync } from "node:fs";
// A namespace import: an old Node, which has no parseEnv, still gets as far as the message about its version.
import * as util from "node:util";
import { Problem } from "./run.mjs";

const loading = new Map();

/** What app/env.server.ts exports, run in Node. */
export function environmentModule() {
  return appModule("./app/env.server.ts");
}

/** What a file of the app exports that needs no Cloudflare, run in Node. */
export async function appModule(path) {
  const { runnerImport } = await import("vite");
  if (!loading.has(path)) loading.set(path, runnerImport(path, { configFile: false, logLevel: "silent" }));
  return (await loading.get(path)).module;
}

/** One section of wrangler.toml: undefined is the local one, else "preview" or "production". */
export async function readSettings(section) {
  // Wrangler has a reader too, but importing it takes a second and takes over this process's signals.
  const { parse } = await import("smol-toml");
  const project = parse(readFileSync("wrangler.toml", "utf8"));
  const part = section ? (project.env?.[section] ?? {}) : project;
  const { vars = {}, d1_databases = [], r2_buckets = [] } = part;
  const database = d1_databases.find(({ binding }) => binding === "DB");
  const pictures = r2_buckets.find(({ binding }) => binding === "AVATARS");
  return { projectName: project.name, vars, database, pictures };
}

/** The entries of .dev.vars, by name. */
export function readDevVars() {
  return existsSync(".dev.vars") ? util.parseEnv(readFileSync(".dev.vars", "utf8")) : {};
}

/** What the app sees on this machine, checked. The base URL follows the port unless it is a public one. */
export async function checkLocal(port) {
  const settings = await readSettings();
  const given = { ...settings.vars, ...readDevVars() };
  const bindings = { ...given, BETTER_AUTH_URL: await withPort(given.BETTER_AUTH_URL, port) };
  const { env, problems } = await check({ ...settings, bindings });
  const putLocally = (problem) =>
    problem.replace(/`wrangler pages secret put (\w+)`/, "Add a line $1=… to .dev.vars");
  return { ...settings, bindings, env, problems: problems.map(putLocally) };
}

/** Stops the command when the local configuration cannot serve, with everything that is to be mended. */
export async function requireLocal(port) {
  const local = await checkLocal(port);
  if (local.env) return local;
  throw new Problem(`The configuration cannot serve:\n${local.problems.join("\n")}`);
}

/** Runs the app's own check. `problems` has one entry for each thing to mend, and `env` is there without them. */
export async function check({ bindings, database }) {
  const { parseEnv } = await environmentModule();
  try {
    // Only the app has the real database; the check asks no more than whether it is bound.
    return { env: parseEnv(database ? { ...bindings, DB: { prepare() {} } } : bindings), problems: [] };
  } catch (error) {
    if (error.name !== "EnvironmentError") throw error;
    return { problems: error.message.split(/\n(?=✖ )/) };
  }
}

async function withPort(address, port) {
  if (!address) return `http://localhost:${port}`;
  const { isLoopback } = await environmentModule();
  if (!URL.canParse(address) || !isLoopback(address)) return address;
  const url = new URL(address);
  url.port = String(port);
  return url.origin;
}
