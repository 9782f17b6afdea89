import { beforeAll, describe, expect, test } from "vitest";
import { endpoints } from "../support/endpoints";
import { endpointTable } from "../support/organization-endpoints";
import { addOrganization, addUser, everythingOf, removeOrganization } from "../support/organization-rows";
import { type Actor, actors, type Ids, idNames, pages, ways } from "../support/organization-table";
import { idOf, makeOrganization } from "../support/organizations";
import { read } from "../support/page";
import { join } from "../support/people";
import { userIdOf } from "../support/records";
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

const organizationPath = "/organizations/:slug";

/** Whatever the routes and endpoints are called that the table is for: what is new has to be added to it. */
test("the table has every page, every form of a page, and every endpoint of organizations", () => {
  const asked = builtRoutes()
    .filter(({ path, id }) => /^\/(organizations|invitations)(\/|$)/.test(path) && !id.endsWith("layout"))
    .flatMap(({ id, path }) => {
      const forms = intentsOf(id).map((intent) => `POST ${path} ${intent}`.trim());
      return [`GET ${path}`, ...forms];
    });
  const below = Object.keys(pages).map((name) => name.replace(" ", ` ${organizationPath}`));
  expect([...below, ...Object.keys(ways)].sort()).toEqual([...new Set(asked)].sort());
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
      const ids = await addOrganization(userIds);
      const fields = method === "POST" ? { ...(intent && { intent }), ...form?.(ids) } : undefined;
      const below = page.replace(":role", "maker").replace(":teamId", ids.teamId);
      const path = (slug: string) => `/organizations/${slug}${below}`;
      const { status, headers } = await people[actor].send(path(ids.slug), { method, form: fields });
      if (actor === "stranger") expect(headers.get("location")).toMatch(/^\/sign-in\?/);
      else if (actor === "outsider") {
        const nowhere = await people[actor].send(path("no-such-one"), { method, form: fields });
        expect([status, nowhere.status]).toEqual([404, 404]);
      } else answers[actor] = status === 403 ? false : status < 500 && status !== 404 ? true : status;
      await removeOrganization(ids);
    }
    expect(answers).toEqual(expectedOf(may, ["member", "admin", "owner"]));
  });
});

describe("pages around organizations", () => {
  test.each(Object.entries(ways))("%s", async (name, { answers, form }) => {
    const given = {} as Record<Actor, string>;
    for (const actor of actors) {
      const ids = await addOrganization(userIds);
      const nothing = idsOf((id) => `none-${id}`);
      const before = await everythingOf(ids);
      given[actor] = await wayOf(actor, name, form, ids);
      expect(await everythingOf(ids), `${actor} changes nothing`).toBe(before);
      if (actor === "outsider" && !given[actor].endsWith("named"))
        expect(await wayOf(actor, name, form, nothing)).toBe(given[actor]);
      await removeOrganization(ids);
    }
    expect(given).toEqual(answers);
  });
});

/** Where somebody gets by a page or form: the status, where it leads, and whether it names the organization. */
async function wayOf(actor: Actor, name: string, form: (typeof ways)[string]["form"], ids: Ids) {
  const [method = "", page = "", intent] = name.split(" ");
  const isForm = method === "POST";
  const fields = isForm ? { ...(intent && { intent }), ...form?.(ids) } : undefined;
  const path = page.replace(":invitationId", ids.invitationId);
  const response = await people[actor].send(path, { method, form: fields });
  const to = response.headers.get("location")?.replace(/\?.*/, "");
  const where = to?.replace(ids.slug, "this-one").replace(/\/new-[\w-]+$/, "/new-one");
  const isNamed = (await response.text()).includes(ids.name);
  return [response.status, where, isNamed && "named"].filter(Boolean).join(" ");
}

/** Forms of one's own organization, where one may do everything, with what is of another one in them. */
describe("what is another organization's does not change by a form of one's own", () => {
  const named = idsOf((id) => `id-${id}`);
  const asking = Object.entries(pages).filter(
    ([name, { form }]) =>
      name.startsWith("POST") && /"id-(?!name|slug)/.test(JSON.stringify(form?.(named) ?? {})),
  );
  test.each(asking)("%s", async (name, { form }) => {
    const [, page = "", intent] = name.split(" ");
    const theirs = await addOrganization(userIds);
    const before = await everythingOf(theirs);
    const answers: unknown[] = [];
    for (const ids of [theirs, idsOf((id) => `none-${id}`)]) {
      const path = `/organizations/${elsewhere.slug}${page.replace(":teamId", ids.teamId)}`;
      const fields = { ...(intent && { intent }), ...form?.(ids) };
      const response = await people.outsider.submit(path, fields);
      const said = response.headers.getSetCookie().find((cookie) => cookie.includes("message="));
      const { alert } = await read(response);
      answers.push([response.status, response.headers.get("location"), said, alert]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(await everythingOf(theirs)).toBe(before);
    await removeOrganization(theirs);
  });
});

/** An id of each kind. */
function idsOf(id: (name: keyof Ids) => string): Ids {
  return Object.fromEntries(idNames.map((name) => [name, id(name)])) as unknown as Ids;
}

describe("endpoints", () => {
  test.each(Object.entries(endpointTable))("%s", async (name, { may, ask = () => ({}) }) => {
    const answers: Record<string, boolean | number> = {};
    for (const actor of actors) {
      const ids = await addOrganization(userIds);
      const { status } = await call(actor, name, ask(ids));
      if (actor === "stranger") expect([400, 401]).toContain(status);
      else answers[actor] = status === 200 ? true : status < 500 ? false : status;
      await removeOrganization(ids);
    }
    expect(answers).toEqual(expectedOf(may, actors.slice(1)));
  });
});

describe("what is somebody else's is answered like what does not exist", () => {
  const asking = Object.entries(endpointTable).filter(([, { ask }]) => ask);
  test.each(asking)("%s", async (name, { may, ask = () => ({}) }) => {
    if (may.includes("outsider")) return;
    const active = await activeOf(people.outsider);
    const theirs = await addOrganization(userIds);
    const nothing = idsOf((id) => `none-${id}`);
    expect(await call("outsider", name, ask(theirs))).toEqual(await call("outsider", name, ask(nothing)));
    // In the name of an organization of one's own, where one may do everything.
    const mine = { organizationId: elsewhere.organizationId };
    const own = (ids: Ids) => ({ ...ask(ids), ...("organizationId" in ask(ids) && mine) });
    const isOnlyOwn = JSON.stringify(own(theirs)) === JSON.stringify(own(nothing));
    if (!isOnlyOwn)
      expect(await call("outsider", name, own(theirs))).toEqual(await call("outsider", name, own(nothing)));
    expect(await activeOf(people.outsider)).toBe(active);
    await removeOrganization(theirs);
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
