// `npm run export -- FILE`: writes everybody and everything that belongs to them, hashes included, into a file that
// `npm run import -- --from latchkey FILE` reads (docs/export-format.md). `--remote` reads from Cloudflare.
import "./node-version.mjs";
import { existsSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import * as util from "node:util";
import { appModule } from "./environment.mjs";
import { progressOf } from "./moving/progress.mjs";
import { databaseOf, databaseOptions } from "./moving/wrangler.mjs";
import { main, Problem } from "./run.mjs";
import { isInstalled } from "./setup.mjs";

await main(async () => {
  const { values, positionals } = util.parseArgs({ allowPositionals: true, options: databaseOptions });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new Problem("npm run export -- FILE [--remote]");
  if (!isInstalled()) throw new Problem("Packages are not installed. `npm start` installs them.");
  if (existsSync(file)) throw new Problem(`${file} is there already. Name another one.`);

  const target = databaseOf(values);
  const { exportFrom } = await appModule("./scripts/moving/export.ts");
  const counts = "select (select count(*) from user) + (select count(*) from organization) as total";
  const [[{ total }]] = await target.read(counts);
  const progress = progressOf(total);
  const part = `${file}.part`;
  // It holds hashes: for its owner's eyes.
  const handle = await open(part, "w", 0o600);
  try {
    let written = -1;
    for await (const line of exportFrom(target)) {
      await handle.write(`${line}\n`);
      if (++written % 100 === 0) progress.update(written);
    }
    progress.end();
    await handle.close();
    // Under its name it is whole.
    renameSync(part, file);
    console.log(
      `Wrote ${written} people, organizations and invitations to ${file}. It holds password hashes: keep it like a key.`,
    );
  } finally {
    await handle.close();
    rmSync(part, { force: true });
  }
});
