// Generated files are fresh: making them again changes nothing. What was there is put back when it does.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { filesUnder } from "./hash.mjs";
import { main, Problem, runQuietly, tool } from "./run.mjs";

const generated = [
  {
    paths: ["app/db/schema/auth.ts"],
    made: "npm run db:auth-schema",
    by: ["npm", ["run", "db:auth-schema"]],
  },
  { paths: ["drizzle"], made: "npm run db:migration", by: tool("drizzle-kit", "generate") },
  { paths: [".dev.vars.example"], made: "npm run env:example", by: ["npm", ["run", "env:example"]] },
];

await main(async () => {
  const stale = [];
  for (const { paths, made, by } of generated) {
    const before = contentsOf(paths);
    try {
      await runQuietly(...by);
    } finally {
      const changed = restore(before, contentsOf(paths));
      if (changed.length > 0) stale.push(`✖ ${changed.join(", ")}: not what \`${made}\` writes`);
    }
  }
  if (stale.length > 0) throw new Problem(stale.join("\n"));
});

function contentsOf(paths) {
  return new Map(filesUnder(paths).map((path) => [path, readFileSync(path)]));
}

/** Puts back every file that differs, and returns their paths. */
function restore(before, after) {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const changed = paths.filter((path) => !before.get(path)?.equals(after.get(path) ?? Buffer.alloc(0)));
  for (const path of changed)
    if (before.has(path)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, before.get(path));
    } else rmSync(path);
  return changed;
}
