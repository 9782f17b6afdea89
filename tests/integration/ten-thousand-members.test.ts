import { beforeAll, expect, test } from "vitest";
import { organizationOfSize, type Size } from "../support/large-organization";
import { idsIn, joinOrganization } from "../support/organizations";
import { join, newPerson } from "../support/people";
import { row, userIdOf } from "../support/records";
import type { Visitor } from "../support/visitor";

const little: Size = {
  members: 100,
  inTeam: 50,
  invitations: 60,
  requests: 50,
  projects: 120,
  activity: 120,
};
const much: Size = {
  // As many as there may be, with the owner and those who come in below.
  members: 9_990,
  inTeam: 1_000,
  invitations: 3_000,
  requests: 500,
  projects: 10_000,
  activity: 10_000,
};

type Organization = Awaited<ReturnType<typeof organizationOfSize>>;
let small: Organization;
let large: Organization;

beforeAll(async () => {
  small = await organizationOfSize(little);
  large = await organizationOfSize(much);
}, 120_000);

/** Every page of an organization, and the next ones of a list from its middle and near its end. */
const pages: Record<string, (organization: Organization, size: Size) => string | Promise<string>> = {
  overview: () => "",
  members: () => "/members",
  "members, from the middle": async (at, { members }) => `/members?after=${await placeOf(at, members / 2)}`,
  "members, the last": async (at, { members }) => `/members?after=${await placeOf(at, members - 5)}`,
  "members found by a word that all have": () => "/members?q=member",
  "members found by an address": ({ emailOf }) => `/members?q=${emailOf(70)}`,
  "members found, from the middle": async (at, { members }) =>
    `/members?q=member&after=${await placeOf(at, members / 2)}.member%20${members / 2}`,
  "nobody found": () => "/members?q=zz",
  "one letter": () => "/members?q=m",
  "the only admin": () => "/members?role=admin",
  editors: () => "/members?role=editor",
  "a role that nobody has": () => "/members?role=nothing",
  "the admin, by a word that all have": () => "/members?role=admin&q=member",
  "editors found by an address": ({ emailOf }) => `/members?role=editor&q=${emailOf(70)}`,
  teams: () => "/teams",
  team: ({ teamId }) => `/teams/${teamId}`,
  "team, near its end": async ({ teamId }) => `/teams/${teamId}?after=${await lastButTen(teamId)}`,
  "team, and who can be added": ({ teamId }) => `/teams/${teamId}?q=member`,
  invitations: () => "/invitations",
  "invitations, the last": (at, { invitations }) =>
    createdBefore(at, "invitation", invitations - 10, "/invitations"),
  requests: () => "/requests",
  "requests, the last": (at, { requests }) => createdBefore(at, "request", requests - 10, "/requests"),
  roles: () => "/roles",
  role: () => "/roles/editor",
  domains: () => "/domains",
  projects: () => "/projects",
  "projects, the last": (at, { projects }) => createdBefore(at, "project", projects - 10, "/projects"),
  activity: () => "/activity",
  "activity, the last": (at, { activity }) => createdBefore(at, "line", activity - 10, "/activity"),
  settings: () => "/settings",
  "hand over": () => "/hand-over",
  "hand over, to somebody": ({ emailOf }) => `/hand-over?to=${emailOf(70)}`,
};

test("a page reads as many rows in an organization of 10,000 as in one of 100, in two round trips", async () => {
  const read: Record<string, [number, number]> = {};
  for (const [name, path] of Object.entries(pages))
    read[name] = [await cost(small, await path(small, little)), await cost(large, await path(large, much))];
  read["one's organizations"] = [await cost(small), await cost(large)];
  expectFlat(read);
});

/** What is done to an organization, by whom a page or a program asks for it. */
const changes: Record<string, (organization: Organization) => Promise<Response>> = {
  "list members": ({ owner, id }) =>
    owner.visitor.visit(`/api/auth/organization/list-members?limit=25&organizationId=${id}`, counted),
  "add a member": async ({ owner, id }) => {
    const { email } = await join();
    return ask(owner.visitor, "add-member", { organizationId: id, email, role: "member" });
  },
  "change a role": async ({ owner, id, slug, emailOf }) =>
    ask(owner.visitor, "update-member-role", {
      ...(await idsIn(slug, emailOf(80))),
      organizationId: id,
      role: "admin",
    }),
  "hand over": async ({ owner, id, slug, emailOf }) =>
    ask(owner.visitor, "hand-over", {
      ...(await idsIn(slug, emailOf(81))),
      organizationId: id,
      stayAs: "owner",
    }),
  "remove a member": ({ owner, id, emailOf }) =>
    ask(owner.visitor, "remove-member", { organizationId: id, memberIdOrEmail: emailOf(82) }),
  "leave, as one of the owners": async ({ id, slug }) => {
    const { visitor } = await joinOrganization(slug, "owner");
    return ask(visitor, "leave", { organizationId: id });
  },
  "invite somebody": ({ owner, id }) =>
    ask(owner.visitor, "invite-member", { organizationId: id, email: newPerson().email, role: "member" }),
  "accept an invitation": async ({ owner, id }) => {
    const { visitor, email } = await join();
    await ask(owner.visitor, "invite-member", { organizationId: id, email, role: "member" });
    const found = await row<{ id: string }>("select id from invitation where email = ?", email);
    return ask(visitor, "accept-invitation", { invitationId: found?.id });
  },
};

test("so does a change", async () => {
  const read: Record<string, [number, number]> = {};
  for (const [name, make] of Object.entries(changes)) {
    const answers = [await make(small), await make(large)];
    expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 200, 200]);
    read[name] = answers.map(rowsRead) as [number, number];
  }
  expectFlat(read);
});

const counted = { "x-count-rows": "1" };

function ask(visitor: Visitor, endpoint: string, body: object): Promise<Response> {
  return visitor.call(`/api/auth/organization/${endpoint}`, body, counted);
}

/** What one page costs in rows, for the owner, who has the signed copy of the session. */
async function cost({ owner, slug }: Organization, path?: string): Promise<number> {
  await owner.visitor.visit("/dashboard");
  const address = path === undefined ? "/organizations" : `/organizations/${slug}${path}`;
  const response = await owner.visitor.visit(address, counted);
  expect([address, response.status]).toEqual([address, 200]);
  expect(Number(response.headers.get("x-d1-queries")), address).toBeLessThanOrEqual(2);
  return rowsRead(response);
}

function rowsRead(response: Response): number {
  return Number(response.headers.get("x-d1-rows-read"));
}

/** At most half as many again; a page that is full has some rows more than one that is not. */
function expectFlat(read: Record<string, [number, number]>) {
  console.log(
    Object.entries(read)
      .map(([name, rows]) => `${rows.join(" and ")} rows  ${name}`)
      .join("\n"),
  );
  const grown = Object.entries(read).filter(([, [few, many]]) => many > 1.5 * few + 60);
  expect(grown).toEqual([]);
}

async function placeOf({ emailOf, id }: Organization, number: number): Promise<string> {
  const found = await row<{ at: number; id: string }>(
    "select created_at as at, id from member where organization_id = ? and user_id = ?",
    id,
    await userIdOf(emailOf(number)),
  );
  return `${found?.at}.${found?.id}`;
}

/** The page of a list that is newest first from its row with this number on. */
function createdBefore({ id, seededAt }: Organization, thing: string, number: number, page: string): string {
  return `${page}?before=${seededAt - number}.${thing}-${number}-${id}`;
}

async function lastButTen(teamId: string): Promise<number> {
  const found = await row<{ place: number }>(
    "select rowid as place from team_member where team_id = ? order by rowid desc limit 1 offset 10",
    teamId,
  );
  return found?.place ?? 0;
}
