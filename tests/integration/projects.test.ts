import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { idOf, joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { row, rows } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

async function pageOf(visitor: Visitor, slug: string) {
  return read(await visitor.visit(`/organizations/${slug}/projects`));
}

async function projectsOf(slug: string) {
  return rows<{ id: string; name: string }>(
    "select id, name from project where organization_id = ? order by created_at",
    await idOf(slug),
  );
}

async function makeProject(visitor: Visitor, slug: string, name = "Difference Engine") {
  await visitor.submit(`/organizations/${slug}/projects`, { name });
  const found = await row<{ id: string }>(
    "select id from project where organization_id = ? and name = ?",
    await idOf(slug),
    name,
  );
  return found?.id ?? "";
}

test("a project is made, renamed and deleted, and the page says so each time", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const here = `/organizations/${slug}/projects`;
  expect((await pageOf(visitor, slug)).text).toContain("No project yet. Make the first one above.");
  expect(sent(await visitor.submit(here, { intent: "create", name: " Engine No. 1 " }))).toBe(`303 ${here}`);
  const made = await pageOf(visitor, slug);
  expect(made.message).toBe("The project is made.");
  expect(made.text).toContain("Engine No. 1 Made now by Ada Lovelace");
  const [project] = await projectsOf(slug);
  const id = project?.id ?? "";
  await visitor.submit(here, { intent: "rename", id, name: "Engine No. 2" });
  expect((await pageOf(visitor, slug)).message).toBe("The project is renamed.");
  expect(await projectsOf(slug)).toEqual([{ id, name: "Engine No. 2" }]);
  await visitor.submit(here, { intent: "delete", id });
  expect((await pageOf(visitor, slug)).message).toBe("The project is deleted.");
  expect(await projectsOf(slug)).toEqual([]);
  await visitor.submit(here, { intent: "delete", id });
  expect((await pageOf(visitor, slug)).message).toContain("That project is gone");
});

test("a mistake keeps what was entered, at the form that it was made in", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const here = `/organizations/${slug}/projects`;
  const id = await makeProject(visitor, slug);
  const long = "x".repeat(101);
  const unmade = await read(await visitor.submit(here, { intent: "create", name: long }));
  expect([unmade.status, unmade.mistake("name")]).toEqual([422, "Use 100 characters or fewer."]);
  expect(unmade.html).toContain(`value="${long}"`);
  const unnamed = await read(await visitor.submit(here, { intent: "rename", id, name: " " }));
  expect([unnamed.status, unnamed.mistake(`name-${id}`)]).toEqual([422, "Enter a name for the project."]);
  expect(unnamed.mistake("name")).toBeUndefined();
});

describe("each role sees the buttons that it may press, and is refused the others", () => {
  const buttons = ["Create project", "Rename", "Delete"];
  const cases = [
    { role: "admin", may: buttons },
    { role: "member", may: ["Create project", "Rename"] },
    { role: "reader", may: [] },
  ];
  test.each(cases)("$role: $may", async ({ role, may }) => {
    const owner = await join();
    const slug = await makeOrganization(owner.visitor);
    const permission = { ac: ["read"] };
    await owner.visitor.call("/api/auth/organization/create-role", { role: "reader", permission });
    const id = await makeProject(owner.visitor, slug);
    const { visitor } = await joinOrganization(slug, role);
    const { html } = await pageOf(visitor, slug);
    const shown = buttons.filter((name) => html.includes(`>${name}</button>`));
    expect(shown).toEqual(may);
    const forms = {
      "Create project": { intent: "create", name: "Another" },
      Rename: { intent: "rename", id, name: "Other" },
      Delete: { intent: "delete", id },
    };
    const taken: string[] = [];
    for (const [name, form] of Object.entries(forms)) {
      const { status } = await visitor.submit(`/organizations/${slug}/projects`, form);
      expect([303, 403]).toContain(status);
      if (status === 303) taken.push(name);
    }
    expect(taken).toEqual(may);
  });
});

test("nobody reaches a project of another organization, by its page or by an id of it", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const id = await makeProject(owner.visitor, slug);
  const other = await join();
  const own = await makeOrganization(other.visitor);
  const nowhere = crypto.randomUUID();
  for (const at of [slug, own])
    for (const project of [id, nowhere])
      for (const intent of ["rename", "delete"]) {
        const form = { intent, id: project, name: "Taken" };
        const answer = await other.visitor.submit(`/organizations/${at}/projects`, form);
        expect(answer.status).toBe(at === slug ? 404 : 303);
        if (at === own) expect((await pageOf(other.visitor, own)).message).toContain("That project is gone");
      }
  expect((await other.visitor.submit(`/organizations/${slug}/projects`, { name: "Mine" })).status).toBe(404);
  const stranger = await newVisitor().submit(`/organizations/${slug}/projects`, { intent: "delete", id });
  expect(sent(stranger)).toContain("/sign-in");
  expect(await projectsOf(slug)).toEqual([{ id, name: "Difference Engine" }]);
  expect((await pageOf(other.visitor, own)).html).not.toContain("Difference Engine");
});

test("the list is paged by the database, in two round trips, and only the own organization's rows are in it", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const organizationId = await idOf(slug);
  const insert = env.DB.prepare(
    "insert into project (id, organization_id, name, created_at) values (?, ?, ?, ?)",
  );
  const numbers = Array.from({ length: 30 }, (_, number) => number);
  const at = Date.now();
  await env.DB.batch(
    numbers.map((n) => insert.bind(crypto.randomUUID(), organizationId, `No. ${n}.`, at - (n >> 1))),
  );
  const seen: string[] = [];
  let next: string | undefined = `/organizations/${slug}/projects`;
  for (; next; ) {
    const response = await owner.visitor.visit(next);
    expect(Number(response.headers.get("x-d1-queries"))).toBeLessThanOrEqual(2);
    const { html } = await read(response);
    seen.push(...[...html.matchAll(/id="project-[^>]*>(No\. \d+\.)/g)].map(([, name = ""]) => name));
    next = /href="([^"]*before=[^"]*)"/.exec(html)?.[1];
  }
  expect([seen.length, new Set(seen).size]).toEqual([30, 30]);
  expect(seen[0]).toMatch(/^No\. [01]\.$/);
});
