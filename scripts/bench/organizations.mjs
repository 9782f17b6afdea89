import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runQuietly, tool, unattended } from "../run.mjs";

/** Makes organizations with so many members, owned by whoever has this address: `bench-100` and so on. */
export async function seedOrganizations(server, address, sizes) {
  const file = join(server.state, "organizations.sql");
  writeFileSync(file, sizes.map((size) => organizationOf(address, size)).join("\n"));
  const execute = ["d1", "execute", "DB", "--local", "--persist-to", server.state, "--file", file, "--yes"];
  await runQuietly(...tool("wrangler", ...execute), { cwd: server.folder, env: unattended });
}

const organizationOf = (address, size) => `
insert into organization (id, name, slug, created_at) values ('bench-${size}', 'Bench ${size}', 'bench-${size}', 0);
insert into member (id, organization_id, user_id, role, created_at)
  select 'owner-${size}', 'bench-${size}', id, 'owner', 0 from user where email = '${address}';
insert into user (id, name, email, email_verified, created_at, updated_at)
  with recursive counted(i) as (select 1 union all select i + 1 from counted where i < ${size})
  select 'crowd-${size}-' || i, 'Member ' || i, 'crowd-${size}-' || i || '@example.com', 1, 0, 0 from counted;
insert into member (id, organization_id, user_id, role, created_at)
  select 'in-' || id, 'bench-${size}', id, 'member', rowid from user where id like 'crowd-${size}-%';`;
