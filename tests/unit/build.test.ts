import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const worker = filesIn("build/server").filter((file) => file.endsWith(".js"));
const assets = filesIn("build/client/assets");

test("the worker is smaller than 700 KB, compressed", () => {
  expect(worker).toContain("build/server/index.js");
  expect(sizeOf(worker)).toBeLessThan(700_000);
  // Each module alone, as Cloudflare counts it, is far from the limit of 3 MB on the Free plan.
  expect(worker.length).toBeLessThan(10);
});

test("the worker hashes with node:crypto, and keeps requests apart with the real AsyncLocalStorage", () => {
  const code = worker.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(code).toMatch(/from\s*["']node:crypto["']/);
  expect(code).toMatch(/from\s*["']node:async_hooks["']/);
  expect(code).not.toContain("AsyncLocalStoragePolyfill");
});

test("the only script of visitors' pages is smaller than 6 KB with all that it loads, and has no React", () => {
  const script = assets.find((file) => /passkeySignIn-[\w-]+\.js$/.test(file)) ?? "";
  const loaded = withImports(script);
  const code = loaded.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(sizeOf(loaded)).toBeLessThan(6_000);
  expect(code).toContain("data-passkey");
  expect(code).not.toMatch(/react|createElement|jsx/i);
});

test("there is one stylesheet, which loads nothing, and no font", () => {
  const styles = assets.filter((file) => file.endsWith(".css"));
  expect(styles).toHaveLength(1);
  const css = readFileSync(styles[0] ?? "", "utf8");
  expect(css).not.toMatch(/@font-face|@import|url\(/);
  expect(sizeOf(styles)).toBeLessThan(10_000);
  expect(assets.filter((file) => !/\.(js|css)$/.test(file))).toEqual([]);
});

test("files that no worker answers carry headers of their own, and no map of the source is among them", () => {
  const headers = readFileSync("build/client/_headers", "utf8");
  for (const header of [
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
    "Strict-Transport-Security: max-age=63072000; includeSubDomains",
    "Content-Security-Policy: default-src 'none'",
  ])
    expect(headers).toContain(header);
  expect([...filesIn("build/client"), ...worker].filter((file) => file.endsWith(".map"))).toEqual([]);
});

test("nothing that the browser gets holds the server's code", () => {
  const code = assets.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(code).not.toMatch(/BETTER_AUTH_SECRET|scrypt|insert into|drizzle|TOO_MANY_ATTEMPTS/);
});

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
}

/** Bytes on the wire: each file compressed by itself. */
function sizeOf(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}

/** A module and every module that it imports, at once or later. */
function withImports(file: string, found = new Set<string>()): string[] {
  if (found.has(file)) return [];
  found.add(file);
  const imports = readFileSync(file, "utf8").matchAll(
    /(?:from|import)\s*\(?["'](?:\.|\/assets)\/([\w.-]+\.js)["']/g,
  );
  for (const [, name] of imports) withImports(`build/client/assets/${name}`, found);
  return [...found];
}
