import { env } from "cloudflare:test";
import { type Ids, idNames } from "./organization-table";
import { change, rows } from "./records";

/** Somebody who has an account, and never signs in. */
export async function addUser(id: string, email = `${id}@example.com`) {
  const at = Date.now();
  await change(
    "insert into user (id, name, email, email_verified, created_at, updated_at) values (?, 'Charles', ?, 1, ?, ?)",
    id,
    email,
    at,
    at,
  );
}

const roles = ["owner", "admin", "member"] as const;

/** An organization with these people in it, and with one of everything that can be asked for. */
export async function addOrganization(people: Record<(typeof roles)[number], string>): Promise<Ids> {
  const ids = Object.fromEntries(idNames.map((name) => [name, crypto.randomUUID()])) as unknown as Ids;
  const id = ids.organizationId;
  Object.assign(ids, { name: `Engines ${id.slice(0, 8)}`, slug: `org-${id.slice(0, 8)}` });
  const domain = `${id}.example`;
  const askerId = crypto.randomUUID();
  await addUser(ids.userId);
  await addUser(askerId, `${askerId}@${domain}`);
  const at = Date.now();
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    const places = columns.map(() => "?").join(", ");
    return env.DB.prepare(`insert into ${table} (${columns.join(", ")}) values (${places})`).bind(
      ...Object.values(row),
    );
  };
  const own = { organization_id: id, created_at: at };
  const member = (row: object) => insert("member", { id: crypto.randomUUID(), ...own, ...row });
  const addDomain = (row: object) => insert("organization_domain", { challenge: "a1", ...own, ...row });
  await env.DB.batch([
    insert("organization", { id, name: ids.name, slug: ids.slug, created_at: at }),
    ...roles.map((role) => member({ user_id: people[role], role })),
    member({ id: ids.memberId, user_id: ids.userId, role: "member" }),
    insert("team", { id: ids.teamId, name: "Mill", member_count: 1, ...own }),
    insert("team_member", {
      id: crypto.randomUUID(),
      team_id: ids.teamId,
      user_id: ids.userId,
      created_at: at,
    }),
    insert("organization_role", {
      id: ids.roleId,
      role: "maker",
      permission: JSON.stringify({ project: ["create"] }),
      ...own,
    }),
    insert("project", { id: ids.projectId, name: "Engine", ...own }),
    insert("invitation", {
      id: ids.invitationId,
      email: `${ids.invitationId}@example.com`,
      role: "member",
      status: "pending",
      expires_at: at + 60_000,
      inviter_id: people.owner,
      ...own,
    }),
    addDomain({ id: ids.domainId, domain: `sub.${domain}`, joining: "invitation" }),
    addDomain({ id: ids.verifiedDomainId, domain, joining: "request", verified_at: at }),
    insert("join_request", { id: ids.requestId, user_id: askerId, ...own }),
  ]);
  return ids;
}

/** Everything that is stored about an organization. */
export async function everythingOf({ organizationId, teamId }: Ids) {
  const owned = ["member", "team", "organization_role", "project", "invitation", "organization_domain"];
  const all = await Promise.all([
    rows("select * from organization where id = ?", organizationId),
    rows("select * from team_member where team_id = ? order by id", teamId),
    ...[...owned, "join_request"].map((table) =>
      rows(`select * from ${table} where organization_id = ? order by id`, organizationId),
    ),
  ]);
  return JSON.stringify(all);
}

/** Takes an organization away, with everything in it. */
export async function removeOrganization({ organizationId }: Ids) {
  await change("delete from organization where id = ?", organizationId);
}
