// `npm run bench`: what a session check costs, as a share of the same page without one, and what a page of members costs
// in a large organization, as a share of a small one, and what lists of people cost in a large deployment; in one run on
// one machine.
import { rmSync } from "node:fs";
import { memoryGrowth, printTable, share } from "./bench/measure.mjs";
import { memberCookies } from "./bench/member.mjs";
import { seedOrganizations } from "./bench/organizations.mjs";
import { peopleShares } from "./bench/people.mjs";
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
  await seedOrganizations(withCheck, member.email, [100, 10_000]);
  const membersOf = (size, query = "") => ({
    url: `${withCheck.url}/organizations/bench-${size}/members${query}`,
    headers: member.withCache,
  });
  const of = "the same page without a session check";
  const flat = { of: "the same with 100", atLeast: 0.8 };
  const search = "?q=crowd&role=member";
  const rows = [
    { name: "guarded page, signed cookie fresh (0 queries)", of, atLeast: 0.75, ...(await share(hit, base)) },
    { name: "guarded page, one D1 query", of, atLeast: 0.4, ...(await share(miss, base)) },
    { name: "members, of 10,000", ...flat, ...(await share(membersOf(10_000), membersOf(100))) },
    {
      name: "members found by word and role, of 10,000",
      ...flat,
      ...(await share(membersOf(10_000, search), membersOf(100, search))),
    },
  ];
  rows.push(...(await peopleShares([8793, 8794])));
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
