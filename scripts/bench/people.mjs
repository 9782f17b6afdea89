import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly, tool, unattended } from "../run.mjs";
import { share } from "./measure.mjs";
import { memberCookies } from "./member.mjs";
import { serveBuild } from "./servers.mjs";

/** Runs SQL on the database of a server under measurement. */
async function execute(server, name, sql) {
  const file = join(server.state, name);
  writeFileSync(file, sql);
  const command = ["d1", "execute", "DB", "--local", "--persist-to", server.state, "--file", file, "--yes"];
  await runQuietly(...tool("wrangler", ...command), { cwd: server.folder, env: unattended });
}

/** Makes whoever has this address an admin. */
function makeAdmin(server, address) {
  return execute(server, "admin.sql", `update user set role = 'admin' where email = '${address}';`);
}

/** Makes so many people of every kind that lists of people know. */
function seedPeople(server, size) {
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${size})`;
  return execute(
    server,
    "people.sql",
    `insert into user (id, name, email, email_verified, created_at, updated_at, banned, two_factor_enabled)
       ${numbers}
       select 'p' || i, 'Person' || i || ' Family' || (i / 100), 'person' || i || '@d' || (i % 500) || '.example', i % 10 > 0,
         1600000000000 + i * 60000, 0, i % 50 = 1, i % 5 = 0 from n;
     insert into account (id, account_id, provider_id, user_id, created_at, updated_at)
       ${numbers} select 'p' || i, 'p' || i, iif(i % 10 = 1, 'google', 'credential'), 'p' || i, 0, 0 from n;
     insert into last_seen (user_id, at) ${numbers} select 'p' || i, 1600000000000 + i * 60000 from n;`,
  );
}

const lists = {
  "people, newest first": "",
  "people by name": "?sort=name",
  "people found by a name": "?q=person77",
  "people who are banned": "?state=banned",
  "people with Google who are banned": "?state=banned&way=google",
};

/** What lists of 100,000 people cost, as a share of the same lists of 1,000: one row for each. */
export async function peopleShares(ports) {
  const servers = [];
  try {
    const pages = [];
    for (const [index, size] of [1000, 100_000].entries()) {
      const server = await serveBuild(".", ports[index]);
      servers.push(server);
      const member = await memberCookies(server.url);
      await makeAdmin(server, member.email);
      await seedPeople(server, size);
      pages.push((list) => ({ url: `${server.url}/admin/users${list}`, headers: member.withCache }));
    }
    const [few, many] = pages;
    const rows = [];
    for (const [name, list] of Object.entries(lists))
      rows.push({
        name: `${name}, of 100,000`,
        of: "the same with 1,000",
        atLeast: 0.5,
        ...(await share(many(list), few(list))),
      });
    return rows;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
