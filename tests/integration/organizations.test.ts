import { expect, test } from "vitest";
import { answer, idOf, joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join, signIn } from "../support/people";
import { newVisitor, type Visitor } from "../support/visitor";

test("an organization is made, is active at once, and stands in the header", async () => {
  const { visitor } = await join();
  const slug = `engines-${crypto.randomUUID().slice(0, 8)}`;
  const made = await visitor.submit("/organizations/new", { name: "Analytical Engines", slug });
  expect([made.status, made.headers.get("location")]).toEqual([303, `/organizations/${slug}`]);
  const { html } = await read(await visitor.visit("/dashboard"));
  expect(html).toContain("Analytical Engines");
  const session = await (await visitor.visit("/api/auth/get-session")).json<{ session: object }>();
  expect(session.session).toMatchObject({ activeOrganizationId: expect.any(String) });
});

test("a new organization is the one that its owner works in, and counts its owner", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const { text } = await read(await visitor.visit(`/organizations/${slug}`));
  expect(text).toContain("1 Members");
  expect(text).toContain("You work in it now");
});

test("without a short name the name makes one", async () => {
  const { visitor } = await join();
  const id = crypto.randomUUID().slice(0, 8);
  const made = await visitor.submit("/organizations/new", { name: `Café Ünïque ${id}`, slug: "" });
  expect(made.headers.get("location")).toBe(`/organizations/cafe-unique-${id}`);
});

test.each(["a", "New", "-dash", "dash-", "two--dashes", "with space", "ünï", "new", "x".repeat(41)])(
  "the short name %j is refused in form and endpoint, and nothing entered is lost",
  async (slug) => {
    const { visitor } = await join();
    const response = await visitor.submit("/organizations/new", { name: "Kept", slug: `${slug} ` });
    if (slug !== "New") {
      const { html } = await read(response);
      expect(response.status).toBe(422);
      expect(html).toContain('value="Kept"');
    }
    const called = await visitor.call("/api/auth/organization/create", { name: "Kept", slug });
    expect([called.status, await called.json()]).toMatchObject([400, { code: "INVALID_SLUG" }]);
  },
);

test("what a program keeps with an organization stays small", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const organizationId = await idOf(slug);
  const keep = (length: number) =>
    answer(visitor, "update", { organizationId, data: { metadata: { note: "x".repeat(length) } } });
  expect(await keep(9000)).toEqual([200, undefined]);
  expect(await keep(10_000)).toEqual([400, "INVALID_METADATA"]);
});

test("no picture from elsewhere becomes a logo", async () => {
  const { visitor } = await join();
  const logo = "https://tracker.example/pixel.png";
  const called = await visitor.call("/api/auth/organization/create", { name: "Mine", slug: "mine", logo });
  expect([called.status, await called.json()]).toMatchObject([400, { code: "INVALID_LOGO" }]);
});

test("a short name belongs to one organization", async () => {
  const first = await join();
  const slug = await makeOrganization(first.visitor);
  const second = await join();
  const response = await second.visitor.submit("/organizations/new", { name: "Mine", slug });
  expect(response.status).toBe(400);
  expect((await read(response)).html).toContain("Another organization has this short name.");
});

test("of two who take a short name at once, one has it, and the other is told so", async () => {
  const people = await Promise.all([join(), join(), join(), join()]);
  const slug = `wanted-${crypto.randomUUID().slice(0, 8)}`;
  const made = await Promise.all(
    people.map(({ visitor }) => visitor.call("/api/auth/organization/create", { name: "Mine", slug })),
  );
  const codes = await Promise.all(made.map(async (one) => (await one.json<{ code?: string }>()).code));
  const taken = "ORGANIZATION_ALREADY_EXISTS";
  expect(codes.toSorted()).toEqual([taken, taken, taken, undefined]);

  const slugs = await Promise.all(people.map(({ visitor }) => makeOrganization(visitor)));
  const pages = await Promise.all(
    people.map(async ({ visitor }, n) =>
      read(
        await visitor.submit(`/organizations/${slugs[n]}/settings`, {
          intent: "save",
          name: "Ours",
          slug: `${slug}-2`,
        }),
      ),
    ),
  );
  expect(pages.map(({ status }) => status).toSorted()).toEqual([303, 400, 400, 400]);
  for (const page of pages.filter(({ status }) => status === 400))
    expect(page.mistake("slug")).toContain("Another organization has this short name.");
});

test("one person owns ten organizations at most", async () => {
  const { visitor } = await join();
  for (let made = 0; made < 10; made++) await makeOrganization(visitor);
  const over = await visitor.submit("/organizations/new", { name: "One more", slug: "" });
  expect((await read(over)).html).toContain("You own as many organizations as one person may here.");
});

test("strangers and members of other organizations find nothing at the address of an organization", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const other = await join();
  await makeOrganization(other.visitor);
  for (const path of ["", "/members", "/settings"]) {
    const here = await other.visitor.visit(`/organizations/${slug}${path}`);
    const nowhere = await other.visitor.visit(`/organizations/no-such-one${path}`);
    expect([here.status, nowhere.status]).toEqual([404, 404]);
    const stranger = await newVisitor().visit(`/organizations/${slug}${path}`);
    expect(stranger.headers.get("location")).toContain("/sign-in?returnTo=");
  }
});

test("the active organization is switched, left aside, and chosen by the next sign-in", async () => {
  const owner = await join();
  const first = await makeOrganization(owner.visitor, "First");
  const second = await makeOrganization(owner.visitor, "Second");
  const list = await (await owner.visitor.visit("/api/auth/organization/list")).json<Listed[]>();
  const organization = list.find(({ slug }) => slug === first)?.id ?? "";
  const form = { organization, returnTo: `/organizations/${second}/members` };
  const switched = await owner.visitor.submit("/organizations/switch", form);
  expect(sent(switched)).toBe(`303 /organizations/${first}`);
  expect(await activeOf(owner.visitor)).toBe(organization);
  const none = { organization: "", returnTo: "//evil.example" };
  expect(sent(await owner.visitor.submit("/organizations/switch", none))).toBe("303 /dashboard");
  expect(await activeOf(owner.visitor)).toBeNull();
  const elsewhere = newVisitor();
  await signIn(elsewhere, owner);
  expect(await activeOf(elsewhere)).toBe(organization);
});

test("nobody switches to an organization that is not theirs", async () => {
  const owner = await join();
  await makeOrganization(owner.visitor);
  const organization = (await activeOf(owner.visitor)) ?? "";
  const other = await join();
  const own = await makeOrganization(other.visitor);
  const response = await other.visitor.submit("/organizations/switch", { organization });
  expect(sent(response)).toBe("303 /organizations");
  const { html } = await read(await other.visitor.visit("/organizations"));
  expect(html).toContain(own);
  expect(await activeOf(other.visitor)).not.toBe(organization);
});

interface Listed {
  id: string;
  slug: string;
}

async function activeOf(visitor: Visitor) {
  const response = await visitor.visit("/api/auth/get-session?disableCookieCache=true");
  const { session } = await response.json<{ session: { activeOrganizationId: string | null } }>();
  return session.activeOrganizationId;
}

test("each page of an organization costs two round trips at most beyond the session", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  for (const { visitor } of [owner, member])
    for (const path of ["/organizations", `/organizations/${slug}`]) {
      await visitor.visit("/dashboard");
      const response = await visitor.visit(path);
      expect(response.status).toBe(200);
      expect([path, Number(response.headers.get("x-d1-queries")) <= 2]).toEqual([path, true]);
    }
});
