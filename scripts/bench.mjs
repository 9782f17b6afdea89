// `npm run bench`: what a session check costs, as a share of the same page without one, in one run on one machine.
import { rmSync } from "node:fs";
import { memoryGrowth, printTable, share } from "./bench/measure.mjs";
import { memberCookies } from "./bench/member.mjs";
import { floorProject, serveBuild } from "./bench/servers.mjs";
import { build, installDependencies } from "./setup.mjs";

await installDependencies();
await build();
const floor = await floorProject();
const servers = [];
try {
  const [withCheck, without] = [await serveBuild(".", 8791), await serveBuild(floor, 8792)];
  servers.push(withCheck, without);
  const member = await memberCookies(withCheck.url);
  const page = "/dashboard";
  const base = { url: without.url + page, headers: async () => ({}) };
  const hit = { url: withCheck.url + page, headers: member.withCache };
  const miss = { url: withCheck.url + page, headers: member.withoutCache };
  const rows = [
    { name: "guarded page, signed cookie fresh (0 queries)", atLeast: 0.75, ...(await share(hit, base)) },
    { name: "guarded page, one D1 query", atLeast: 0.4, ...(await share(miss, base)) },
  ];
  printTable(rows);
  const grownMB = await memoryGrowth(
    withCheck,
    { url: withCheck.url + page, headers: await member.withCache() },
    2000,
  );
  console.log(
    `memory after 2,000 requests: ${grownMB === undefined ? "unknown on this system" : `${grownMB} MB more (budget 100)`}`,
  );
  if (rows.some(({ atLeast, median }) => median < atLeast) || (grownMB ?? 0) >= 100) process.exitCode = 1;
} finally {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(floor, { recursive: true, force: true });
}
