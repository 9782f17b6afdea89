import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hashOf, isStamped, writeStamp } from "./hash.mjs";
import { Problem, run, runQuietly, tool, unattended } from "./run.mjs";

const buildInputs = [
  "app",
  "public",
  "drizzle",
  "functions",
  "package-lock.json",
  "vite.config.ts",
  "react-router.config.ts",
  "tsconfig.json",
];
const buildStamp = "build/.stamp";

// The local database of `wrangler pages dev` and `react-router dev`. Deleting it deletes the stamp with it.
const databaseFolder = ".wrangler/state/v3/d1";
const migrationStamp = `${databaseFolder}/latchkey-migrations`;

/** Installs what package-lock.json says, unless exactly that is installed. */
export async function installDependencies() {
  if (isInstalled()) return;
  say("Installing packages from package-lock.json");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

const localSecrets = {
  BETTER_AUTH_SECRET: () => randomBytes(32).toString("base64"),
  ADMIN_SETUP_TOKEN: () => randomBytes(18).toString("base64url"),
};

/**
 * Makes the local BETTER_AUTH_SECRET and ADMIN_SETUP_TOKEN once. A line that is there stays as it is: the environment
 * check judges it.
 */
export function makeLocalSecrets() {
  const before = existsSync(".dev.vars") ? readFileSync(".dev.vars", "utf8") : "";
  const missing = Object.entries(localSecrets).filter(
    ([name]) => !new RegExp(`^\\s*(export\\s+)?${name}\\s*=`, "m").test(before),
  );
  if (missing.length === 0) return;
  say("Making local secrets in .dev.vars");
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  const lines = missing.map(([name, make]) => `${name}=${make()}\n`);
  writeFileSync(".dev.vars", before + separator + lines.join(""), { mode: 0o600 });
}

/** Builds the app, unless nothing that goes into the build changed since the last one. */
export async function build() {
  const hash = hashOf(buildInputs);
  if (isStamped(buildStamp, hash) && existsSync("build/server/index.js")) return;
  say("Building");
  // Without its stamp a build that was broken off is not taken for a finished one.
  rmSync(buildStamp, { force: true });
  await runQuietly(...tool("@react-router/dev", "build"));
  writeStamp(buildStamp, hash);
}

/** Applies the migrations that the local database lacks. */
export async function migrateLocal() {
  const hash = hashOf(["drizzle", "wrangler.toml"]);
  if (isStamped(migrationStamp, hash)) return;
  say("Migrating the local database");
  await runQuietly(...tool("wrangler", "d1", "migrations", "apply", "DB", "--local"), { env: unattended });
  if (!existsSync(databaseFolder))
    throw new Problem(`Wrangler no longer keeps its database in ${databaseFolder}`);
  writeStamp(migrationStamp, hash);
}

/** Compares npm's own record of what is installed with the lock file; packages for other platforms may be absent. */
export function isInstalled() {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(record)) return false;
  const installed = packagesIn(record);
  const { "": _project, ...wanted } = packagesIn("package-lock.json");
  return (
    Object.keys(installed).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, { version, integrity, optional }]) =>
      path in installed
        ? installed[path].version === version && installed[path].integrity === integrity
        : optional,
    )
  );
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

function say(line) {
  console.log(`${line} …`);
}
