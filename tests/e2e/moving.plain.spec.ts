import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clerkExport } from "../support/clerk-export";
import { signIn } from "../support/journey";
import { migratedState, startServer } from "../support/server";
import { expect, test } from "../support/test";

const port = 8786;

test.use({ baseURL: `http://localhost:${port}` });
// A command starts wrangler for each of its batches.
test.setTimeout(600_000);

const folder = mkdtempSync(join(tmpdir(), "latchkey-moving-"));
const path = (name: string) => join(folder, name);

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function command(name: "import" | "export", state: string, ...args: string[]) {
  const script = [`scripts/${name}.mjs`, "--persist-to", state, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { encoding: "utf8" });
  return { status, output: stdout.trim(), problem: stderr.trim() };
}

/** An export without the moment at which it was made. */
const rowsIn = (name: string) => readFileSync(path(name), "utf8").split("\n").slice(1);

test("people move in by the command, sign in, and move on to another database as they are", async ({
  page,
}) => {
  const [one, other] = [migratedState(), migratedState()];
  const { files, users } = clerkExport(60);
  for (const { name, text } of files) writeFileSync(path(name), text);
  const named = files.map(({ name }) => path(name));

  expect(command("import", one, "--from", "clerk", "--dry-run", ...named)).toMatchObject({
    status: 0,
    output: expect.stringContaining("Nothing was written. Would move in: 61."),
  });

  const moved = command("import", one, "--from", "clerk", ...named);
  expect(moved).toEqual({
    status: 0,
    output: "Moved in: 61. There already: 0. Refused: 0. Left something behind: 0 times.",
    problem: "",
  });

  expect(command("export", one, path("all.jsonl")).status).toBe(0);
  expect(statSync(path("all.jsonl")).mode & 0o077).toBe(0);
  expect(command("import", other, "--from", "latchkey", path("all.jsonl")).output).toContain("Moved in: 61.");
  expect(command("export", other, path("again.jsonl")).status).toBe(0);
  expect(rowsIn("again.jsonl")).toEqual(rowsIn("all.jsonl"));

  const app = await startServer({ port, state: other });
  try {
    const [user] = users;
    await page.goto("/sign-in");
    await signIn(page, { email: user?.email ?? "", password: user?.password ?? "" });
    await expect(page).toHaveURL(/\/dashboard$/);
  } finally {
    await app.stop();
    rmSync(one, { recursive: true, force: true });
  }
});

test("what cannot be is said before anything is done", () => {
  const state = mkdtempSync(join(tmpdir(), "latchkey-moving-"));
  const wrong = [
    [command("import", state), "--from clerk|authjs|better-auth|csv|latchkey FILE"],
    [
      command("import", state, "--from", "firebase", "x"),
      "--from clerk|authjs|better-auth|csv|latchkey FILE",
    ],
    [command("import", state, "--from", "csv", path("none.csv")), "none.csv is not there."],
    [command("export", state, "package.json"), "package.json is there already."],
    [command("export", state, path("x"), "--env", "preview"), "--env preview needs --remote."],
    [command("export", state, path("x")), "no such table"],
  ] as const;
  for (const [{ status, problem }, message] of wrong) {
    expect(problem).toContain(message);
    expect(status).toBe(1);
  }
  writeFileSync(path("bad.csv"), "email\nnobody\n");
  const migrated = migratedState();
  const { status, output } = command("import", migrated, "--from", "csv", path("bad.csv"));
  expect(output).toContain("line 2: not moved in, nobody is no e-mail address");
  expect(status).toBe(2);
  for (const made of [state, migrated]) rmSync(made, { recursive: true, force: true });
});
