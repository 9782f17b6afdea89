import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Every file among the paths and under those that are folders, sorted. Paths that do not exist are left out. */
export function filesUnder(paths) {
  return paths
    .filter((path) => existsSync(path))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(entriesOf(path)) : [path]))
    .sort();
}

/** One hash of the names and contents of all files under the paths. */
export function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of filesUnder(paths)) {
    const content = readFileSync(path);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Whether the stamp file holds this hash: the work it stands for is done. */
export function isStamped(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

/** Remembers that the work is done for this hash. */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function entriesOf(folder) {
  return readdirSync(folder).map((name) => join(folder, name));
}
