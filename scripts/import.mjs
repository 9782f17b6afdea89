// `npm run import -- --from clerk users.csv`: moves people in from another system (docs/moving-in.md). `--dry-run` only
// says what would happen. On this machine; `--remote` (with `--env preview`, if not production) on Cloudflare.
import "./node-version.mjs";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import * as util from "node:util";
import { appModule } from "./environment.mjs";
import { progressOf } from "./moving/progress.mjs";
import { databaseOf, databaseOptions } from "./moving/wrangler.mjs";
import { main, Problem } from "./run.mjs";
import { isInstalled } from "./setup.mjs";

// What Node holds in one text.
const maxBytes = 500_000_000;

await main(async () => {
  const { values, positionals: files } = util.parseArgs({
    allowPositionals: true,
    options: {
      from: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      ...databaseOptions,
    },
  });
  if (!isInstalled()) throw new Problem("Packages are not installed. `npm start` installs them.");
  const { foundIn, sourceNames } = await appModule("./scripts/moving/sources.ts");
  const { from, "dry-run": isDryRun } = values;
  const names = [...sourceNames, "latchkey"];
  if (!names.includes(from) || files.length === 0)
    throw new Problem(`npm run import -- --from ${names.join("|")} FILE [more files] [--dry-run] [--remote]`);
  const missing = files.find((file) => !existsSync(file));
  if (missing) throw new Problem(`${missing} is not there.`);
  if (from === "latchkey" && files.length > 1) throw new Problem("An export is one file.");

  const target = databaseOf(values);
  const { found, total } = from === "latchkey" ? await ownExport(files[0]) : of(foundIn(from, texts(files)));
  const progress = progressOf(total);
  const { importInto } = await appModule("./scripts/moving/import.ts");
  const { written, isThere, refused, notes } = await importInto(target, found, {
    isDryRun,
    tell: progress.print,
    onProgress: progress.update,
  });
  progress.end();
  console.log(
    `${isDryRun ? "Nothing was written. Would move in" : "Moved in"}: ${written}. There already: ${isThere}. Refused: ${refused}. Left something behind: ${notes} times.`,
  );
  // What else calls this learns that somebody was left out.
  if (refused > 0) process.exitCode = 2;
});

function texts(files) {
  const large = files.find((file) => statSync(file).size > maxBytes);
  if (large) throw new Problem(`${large} is over 500 MB. Split it, and import one part after the other.`);
  return files.map((file) => ({ name: basename(file), text: readFileSync(file, "utf8") }));
}

function of(found) {
  return { found, total: found.length };
}

async function ownExport(file) {
  let total = -1;
  for await (const _line of linesOf(file)) total++;
  const { fromLatchkey } = await appModule("./scripts/moving/latchkey.ts");
  return { found: fromLatchkey(linesOf(file)), total };
}

/** Line by line, for it can be larger than memory. Opened by who reads it: lines that nobody waits for are lost. */
async function* linesOf(file) {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}
