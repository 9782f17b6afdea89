import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runQuietly, tool, unattended } from "../run.mjs";

/** The same app, but whoever asks is signed in: what a page costs without a session check. Answers with its folder. */
export async function floorProject() {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-floor-"));
  const files = [
    "app",
    "public",
    "functions",
    "drizzle",
    "package.json",
    "tsconfig.json",
    "vite.config.ts",
    "react-router.config.ts",
    "wrangler.toml",
  ];
  for (const name of files) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  writeFileSync(join(folder, "app/middleware/require-session.server.ts"), everybodyIsSignedIn);
  await runQuietly(...tool("@react-router/dev", "build"), { cwd: folder });
  return folder;
}

const everybodyIsSignedIn = `
import type { MiddlewareFunction } from "react-router";
import { sessionContext } from "../context";
const now = new Date();
const user = { id: "u", name: "Ada Lovelace", email: "ada@example.com", emailVerified: true, createdAt: now, updatedAt: now, twoFactorEnabled: false };
const session = { id: "s", userId: "u", token: "t", expiresAt: now, createdAt: now, updatedAt: now };
export const requireSession: MiddlewareFunction<Response> = ({ context }, next) => {
  context.set(sessionContext, { user, session } as never);
  return next();
};
`;

/** A build under `wrangler pages dev` with a database of its own. */
export async function serveBuild(folder, port) {
  const state = mkdtempSync(join(tmpdir(), "latchkey-bench-"));
  const migrate = ["d1", "migrations", "apply", "DB", "--local", "--persist-to", state];
  await runQuietly(...tool("wrangler", ...migrate), { cwd: folder, env: unattended });
  const url = `http://localhost:${port}`;
  const settings = [
    `BETTER_AUTH_URL=${url}`,
    "BETTER_AUTH_SECRET=a secret for measuring, of 32 bytes and more",
  ];
  const flags = [
    "--port",
    String(port),
    "--persist-to",
    state,
    ...settings.flatMap((setting) => ["--binding", setting]),
  ];
  const [command, args] = tool("wrangler", "pages", "dev", ...flags);
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...unattended },
    stdio: "ignore",
  });
  for (let tries = 0; !(await fetch(`${url}/api/health`).catch(() => undefined)); tries++) {
    if (tries > 300 || child.exitCode !== null)
      throw new Error(`The build in ${folder} does not answer on ${url}`);
    await new Promise((done) => setTimeout(done, 200));
  }
  const stop = async () => {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
    rmSync(state, { recursive: true, force: true });
  };
  return { url, pid: child.pid, folder, state, stop };
}
