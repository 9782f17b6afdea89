import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const connections = 8;
const seconds = 3;
const rounds = 5;

/** Requests per second of one page as a share of another's, measured in turn so that the machine's mood cancels out. */
export async function share(page, base) {
  await Promise.all([perSecond(page), perSecond(base)]);
  const shares = [];
  for (let round = 0; round < rounds; round++) shares.push((await perSecond(page)) / (await perSecond(base)));
  shares.sort((a, b) => a - b);
  return { min: shares[0], median: shares[Math.floor(rounds / 2)], max: shares.at(-1) };
}

async function perSecond({ url, headers }) {
  const result = await autocannon({ url, connections, duration: seconds, headers: await headers() });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} errors`);
  return result.requests.average;
}

/** By how many MB the worker grows over a number of requests in a row, after a warm-up; undefined where /proc is missing. */
export async function memoryGrowth(server, { url, headers }, amount) {
  await autocannon({ url, headers, connections, amount: 500 });
  const before = workerMemoryMB(server.pid);
  await autocannon({ url, headers, connections: 1, amount });
  const after = workerMemoryMB(server.pid);
  return before === undefined || after === undefined ? undefined : after - before;
}

function workerMemoryMB(pid) {
  try {
    const workers = descendants(pid).filter((id) =>
      readFileSync(`/proc/${id}/comm`, "utf8").startsWith("workerd"),
    );
    return Math.round(Math.max(...workers.map(residentKB)) / 1024);
  } catch {
    return undefined;
  }
}

function descendants(pid) {
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" })
    .split(/\s+/)
    .filter(Boolean);
  return children.flatMap((child) => [child, ...safely(() => descendants(child), [])]);
}

function residentKB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
}

function safely(work, fallback) {
  try {
    return work();
  } catch {
    return fallback;
  }
}

/** One line per measurement: median share with its range, of what, and the budget. */
export function printTable(rows) {
  const percent = (value) => `${Math.round(value * 100)} %`;
  for (const { name, of, min, median, max, atLeast } of rows)
    console.log(
      `${name}: ${percent(median)} of ${of} (${percent(min)} to ${percent(max)}; budget ${percent(atLeast)})`,
    );
}
