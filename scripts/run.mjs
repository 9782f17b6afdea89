import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative, resolve as resolvePath } from "node:path";
import { fileURLToPath } from "node:url";

// Every path in scripts/ is relative to the repository, from wherever a script is started.
process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Something the person can mend: shown as its message alone, without a stack. */
export class Problem extends Error {}

/** The body of a command. An error ends it with exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    const isMistake = error instanceof Problem || error.code?.startsWith("ERR_PARSE_ARGS");
    console.error(isMistake ? error.message : error);
    process.exit(1);
  }
}

/** Runs a command with this terminal; rejects when it fails. */
export async function run(command, args, options = {}) {
  const { code } = await start(command, args, { stdio: "inherit", ...options });
  if (code !== 0) throw new Problem(`${named(command, args)} ended with ${code}`);
}

/** Runs a command without showing what it prints, unless it fails: then prints it and rejects. */
export async function runQuietly(command, args, options = {}) {
  const { code, output } = await capture(command, args, options);
  if (code === 0) return;
  console.error(output.trim());
  throw new Problem(`${named(command, args)} ended with ${code}`);
}

/** Runs a command and resolves to its exit code and everything it printed, in order. */
export function capture(command, args, options = {}) {
  return start(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
}

/** Command and arguments that run the program of an installed package with this Node, without a shell. */
export function tool(packageName, ...args) {
  const folder = `node_modules/${packageName}`;
  const { bin } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  return [
    process.execPath,
    [resolvePath(folder, typeof bin === "string" ? bin : Object.values(bin)[0]), ...args],
  ];
}

/** Keeps wrangler from reporting usage, and from asking Cloudflare where this machine is at every start. */
export const discreet = { WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };

/** Also without questions, and without colours in what is read from it. */
export const unattended = { ...discreet, CI: "true", FORCE_COLOR: "0" };

/** Runs wrangler without questions and resolves to its exit code and output. */
export function wrangler(...args) {
  return capture(...tool("wrangler", ...args), { env: unattended });
}

/** What a command is called in a message: an installed program by its package, and without options. */
function named(command, [first = "", ...rest]) {
  const file = relative("node_modules", first).replaceAll("\\", "/");
  const packageName = /^(@[^/]+\/)?[^/.@]+/.exec(file)?.[0];
  const words =
    command === process.execPath && packageName ? [packageName, ...rest] : [command, first, ...rest];
  const firstOption = words.findIndex((word) => word.startsWith("-"));
  return words.slice(0, firstOption === -1 ? words.length : firstOption).join(" ");
}

function start(command, args, { env = {}, ...options }) {
  return new Promise((resolve, reject) => {
    // npm and npx are .cmd files on Windows, which only a shell runs.
    const shell = process.platform === "win32" && command !== process.execPath;
    const child = spawn(command, args, { shell, env: { ...process.env, ...env }, ...options });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text) => {
        output += text;
      });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code: code ?? signal, output }));
  });
}
