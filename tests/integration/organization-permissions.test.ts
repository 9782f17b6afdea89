import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { endpoints } from "../support/endpoints";
import { type Actor, actors, endpointTable, type Ids, pages } from "../support/organization-table";
import { idOf, makeOrganization } from "../support/organizations";
import { join } from "../support/people";
import { change, userIdOf } from "../support/records";
import { builtRoutes, intentsOf } from "../support/routes";
import { newVisitor, origin, type Visitor } from "../support/visitor";

const people = { stranger: newVisitor() } as Record<Actor, Visitor>;
const userIds = {} as Record<Actor, string>;
const elsewhere = {} as Ids;

beforeAll(async () => {
  for (const actor of actors.filter((actor) => actor !== "stranger")) {
    const { visitor, email } = await join();
    people[actor] = visitor;
    userIds[actor] = await userIdOf(email);
  }
  const slug = await makeOrganization(people.outsider);
  Object.assign(elsewhere, { slug, organizationId: await idOf(slug) });
  await addUser("newcomer", "newcomer@example.com");
}, 60_000);

/** Whatever the routes and endpoints are called that the table is for: what is new has to be added to it. */
test("the table has every page, every form of a page, and every endpoint of organizations", () => {
  const below = "/organizations/:slug";
  const asked = builtRoutes()
    .filter(({ path, id }) => path.startsWith(below) && !id.endsWith("layout"))
    .flatMap(({ id, path }) => {
      const page = path.slice(below.length);
      const forms = intentsOf(id).map((intent) => `POST ${page} ${intent}`.trim());
      return [`GET ${page}`, ...forms];
    });
  expect(Object.keys(pages).sort()).toEqual([...new Set(asked)].sort());
  const called = Object.values(endpoints)
    .flat()
    .filter((endpoint) => endpoint.includes(" /organization/"))
    .map((endpoint) => endpoint.replace("/organization", ""));
  const named = Object.keys(endpointTable).map((name) => name.split(" ").slice(0, 2).join(" "));
  expect([...new Set(named)].sort()).toEqual(called.sort());
});

describe("pages", () => {
  test.each(Object.entries(pages))("%s", async (name, { may, form }) => {
    const [method = "", page = "", intent] = name.split(" ");
    const answers: Record<string, boolean | number> = {};
    for (const actor of actors) {
      const ids = await organization();
      const fields = method === "POST" ? { ...(intent && { intent }), ...form?.(ids) } : undefined;
      const below = page.replace(":role", "maker").replace(":teamId", ids.teamId);
      const path = (slug: string) => `/organizations/${slug}${below}`;
      const { status, headers } = await people[actor].send(path(ids.slug), { method, form: fields });
      if (actor === "stranger") expect(headers.get("location")).toMatch(/^\/sign-in\?/);
      else if (actor === "outsider") {
        const nowhere = await people[actor].send(path("no-such-one"), { method, form: fields });
        expect([status, nowhere.status]).toEqual([404, 404]);
      } else answers[actor] = status === 403 ? false : status < 500 && status !== 404 ? true : status;
      await forget(ids);
    }
    expect(answers).toEqual(expectedOf(may, ["member", "admin", "owner"]));
  });
});

describe("endpoints", () => {
  test.each(Object.entries(endpointTable))("%s", async (name, { may, ask = () => ({}) }) => {
    const answers: Record<string, boolean | number> = {};
    for (const actor of actors) {
      const ids = await organization();
      const { status } = await call(actor, name, ask(ids));
      if (actor === "stranger") expect([400, 401]).toContain(status);
      else answers[actor] = status === 200 ? true : status < 500 ? false : status;
      await forget(ids);
    }
    expect(answers).toEqual(expectedOf(may, actors.slice(1)));
  });
});

describe("what is somebody else's is answered like what does not exist", () => {
  const asking = Object.entries(endpointTable).filter(([, { ask }]) => ask);
  test.each(asking)("%s", async (name, { may, ask = () => ({}) }) => {
    if (may.includes("outsider")) return;
    const active = await activeOf(people.outsider);
    const theirs = await organization();
    const nothing = Object.fromEntries(Object.keys(theirs).map((id) => [id, `none-${id}`])) as unknown as Ids;
    expect(await call("outsider", name, ask(theirs))).toEqual(await call("outsider", name, ask(nothing)));
    // In the name of an organization of one's own, where one may do everything.
    const mine = { organizationId: elsewhere.organizationId };
    const own = (ids: Ids) => ({ ...ask(ids), ...("organizationId" in ask(ids) && mine) });
    const isOnlyOwn = JSON.stringify(own(theirs)) === JSON.stringify(own(nothing));
    if (!isOnlyOwn)
      expect(await call("outsider", name, own(theirs))).toEqual(await call("outsider", name, own(nothing)));
    expect(await activeOf(people.outsider)).toBe(active);
    await forget(theirs);
  });
});

/** What one is answered, without what differs by itself. */
async function call(actor: Actor, name: string, asked: Record<string, unknown>) {
  const [method = "", path = ""] = name.split(" ");
  const query = new URLSearchParams(asked as Record<string, string>);
  const at = `${origin}/api/auth/organization${path}`;
  const isRead = method === "GET";
  const response = await people[actor].send(isRead ? `${at}?${query}` : at, {
    method,
    json: isRead ? undefined : asked,
    headers: { Origin: origin },
  });
  return { status: response.status, body: await response.text() };
}

/** The organization that somebody works in. */
async function activeOf(visitor: Visitor) {
  const response = await visitor.visit("/api/auth/get-session?disableCookieCache=true");
  const { session } = await response.json<{ session: { activeOrganizationId: string | null } }>();
  return session.activeOrganizationId;
}

function expectedOf(may: Actor[], of: Actor[]) {
  return Object.fromEntries(of.map((actor) => [actor, may.includes(actor)]));
}

async function addUser(id: string, email = `${id}@example.com`) {
  const at = Date.now();
  await change(
    "insert into user (id, name, email, email_verified, created_at, updated_at) values (?, 'Charles', ?, 1, ?, ?)",
    id,
    email,
    at,
    at,
  );
}

/** An organization with these people in it, and with one of everything that can be asked for. */
async function organization(): Promise<Ids> {
  const names = ["organizationId", "memberId", "userId", "teamId", "roleId", "projectId", "invitationId"];
  const ids = Object.fromEntries(names.map((name) => [name, crypto.randomUUID()])) as unknown as Ids;
  ids.slug = `org-${ids.organizationId.slice(0, 8)}`;
  const { organizationId: id, userId } = ids;
  await addUser(userId);
  const at = Date.now();
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    const places = columns.map(() => "?").join(", ");
    return env.DB.prepare(`insert into ${table} (${columns.join(", ")}) values (${places})`).bind(
      ...Object.values(row),
    );
  };
  const member = (row: object) =>
    insert("member", { id: crypto.randomUUID(), organization_id: id, created_at: at, ...row });
  const roles = ["owner", "admin", "member"] as const;
  await env.DB.batch([
    insert("organization", { id, name: "Engines", slug: ids.slug, created_at: at }),
    ...roles.map((role) => member({ user_id: userIds[role], role })),
    member({ id: ids.memberId, user_id: userId, role: "member" }),
    insert("team", { id: ids.teamId, name: "Mill", organization_id: id, created_at: at, member_count: 1 }),
    insert("team_member", { id: crypto.randomUUID(), team_id: ids.teamId, user_id: userId, created_at: at }),
    insert("organization_role", {
      id: ids.roleId,
      organization_id: id,
      role: "maker",
      permission: JSON.stringify({ project: ["create"] }),
      created_at: at,
    }),
    insert("project", { id: ids.projectId, organization_id: id, name: "Engine", created_at: at }),
    insert("invitation", {
      id: ids.invitationId,
      organization_id: id,
      email: `${ids.invitationId}@example.com`,
      role: "member",
      status: "pending",
      expires_at: at + 60_000,
      created_at: at,
      inviter_id: userIds.owner,
    }),
  ]);
  return ids;
}

async function forget({ organizationId }: Ids) {
  await change("delete from organization where id = ?", organizationId);
}
