import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { ageProof, joinAsAdmin } from "../support/admins";
import { linkTo } from "../support/mailbox";
import { idOf, idsIn, joinOrganization, makeOrganization, roleIn } from "../support/organizations";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";

const list = "/admin/organizations";

test("an admin finds an organization by how its name or its short name begins, or by its id", async () => {
  const admin = await joinAsAdmin();
  const owner = await join();
  const slug = await makeOrganization(owner.visitor, "Difference Engines");
  await change("update organization set slug = ? where slug = ?", `zz-${slug}`, slug);
  const id = await idOf(`zz-${slug}`);
  for (const q of ["difference e", "Difference Engines", "zz-differ", `zz-${slug}`, id])
    expect((await read(await admin.visitor.visit(`${list}?${new URLSearchParams({ q })}`))).html).toContain(
      `/admin/organizations/${id}`,
    );
  const nothing = await read(await admin.visitor.visit(`${list}?q=engines%25`));
  expect(nothing.text).toContain("No organization begins like this");
  expect((await admin.visitor.visit(`${list}?q=${"ä".repeat(200)}`)).status).toBe(200);
});

test("the list is newest first, and pages end where they should; a search pages by name", async () => {
  const admin = await joinAsAdmin();
  await change(
    `insert into organization (id, name, slug, created_at)
     with recursive counted(i) as (select 1 union all select i + 1 from counted where i < 60)
     select 'paged-' || i, 'Paged ' || (i % 3), 'paged-' || i, ? + i / 2 from counted`,
    Date.now() + 1_000_000,
  );
  const pages = async (path: string) => {
    const ids: string[] = [];
    for (let next: string | undefined = path; next; ) {
      const { html } = await read(await admin.visitor.visit(next));
      ids.push(...[...html.matchAll(/href="\/admin\/organizations\/(paged-\d+)"/g)].map(([, id = ""]) => id));
      const more = /href="(\/admin\/organizations\?[^"]*)"[^>]*>More/
        .exec(html)?.[1]
        ?.replaceAll("&amp;", "&");
      next = ids.length < 60 ? more : undefined;
    }
    return ids;
  };
  const newest = await rows<{ id: string }>(
    "select id from organization where id like 'paged-%' order by created_at desc, id desc",
  );
  expect(await pages(list)).toEqual(newest.map(({ id }) => id));
  const named = await rows<{ id: string }>(
    "select id from organization where id like 'paged-%' order by lower(name), id",
  );
  expect(await pages(`${list}?q=paged`)).toEqual(named.map(({ id }) => id));
});

test("no query of these pages reads a whole table, and each page is a few round trips", async () => {
  const admin = await joinAsAdmin();
  const slug = await makeOrganization((await join()).visitor);
  const statements = new Set<string>();
  const pages = [list, `${list}?q=a`, `${list}?q=a&after=a&id=b`, `${list}?before=1.a`];
  for (const path of [...pages, `${list}/${await idOf(slug)}`]) {
    const { headers } = await admin.visitor.visit(path);
    const trips: string[][] = JSON.parse(headers.get("x-d1-statements") ?? "[]");
    expect(trips.length, path).toBeLessThanOrEqual(3);
    for (const sql of trips.flat()) statements.add(sql);
  }
  const scans: string[] = [];
  for (const sql of statements) {
    const nothing = [...sql.matchAll(/\?/g)].map(() => null);
    const plan = env.DB.prepare(`explain query plan ${sql}`).bind(...nothing);
    // Counts stop at a limit, and the list at its page.
    for (const { detail } of (await plan.all<{ detail: string }>()).results)
      if (/^SCAN (?!\(subquery|organization USING INDEX organization_createdAt_idx)/.test(detail))
        scans.push(`${detail}: ${sql}`);
  }
  expect(scans).toEqual([]);
});

test("an admin sees one organization and its members without being one, and nothing else of it", async () => {
  const admin = await joinAsAdmin();
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const page = await read(await admin.visitor.visit(`${list}/${await idOf(slug)}`));
  for (const text of [slug, owner.email, member.email, "owner", "Open invitations"])
    expect(page.text).toContain(text);
  for (const path of ["", "/members", "/settings", "/activity"])
    expect((await admin.visitor.visit(`/organizations/${slug}${path}`)).status).toBe(404);
  expect((await admin.visitor.visit(`${list}/none-such`)).status).toBe(404);
});

test("an admin removes a member, and the last owner stays", async () => {
  const admin = await joinAsAdmin();
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const { organizationId, memberId } = await idsIn(slug, member.email);
  const at = `${list}/${organizationId}`;
  expect(sent(await admin.visitor.submit(at, { intent: "remove", memberId }))).toBe(`303 ${at}`);
  expect(await roleIn(slug, member.email)).toBeUndefined();
  const adminId = await userIdOf(admin.email);
  await vi.waitFor(async () =>
    expect(
      await row(
        "select actor_id from audit_event where event = 'member-removed' and subject_id = ?",
        organizationId,
      ),
    ).toEqual({ actor_id: adminId }),
  );
  const last = await idsIn(slug, owner.email);
  const { html } = await read(await admin.visitor.visit(at));
  expect(html).not.toContain('value="remove"');
  const refused = await admin.visitor.submit(at, { intent: "remove", memberId: last.memberId });
  expect((await read(refused)).text).toContain("An organization always has an owner");
  expect(await roleIn(slug, owner.email)).toBe("owner");
});

test("a member of another organization is not touched", async () => {
  const admin = await joinAsAdmin();
  const slug = await makeOrganization((await join()).visitor);
  const other = await makeOrganization((await join()).visitor);
  const stranger = await joinOrganization(other);
  const { memberId } = await idsIn(other, stranger.email);
  const at = `${list}/${await idOf(slug)}`;
  for (const intent of ["remove", "make-owner"])
    expect((await admin.visitor.submit(at, { intent, memberId })).status).toBe(400);
  expect(await roleIn(other, stranger.email)).toBe("member");
});

test("an organization without an owner gets one, who is told; one that has an owner gets no other", async () => {
  const admin = await joinAsAdmin();
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const { organizationId, memberId } = await idsIn(slug, member.email);
  const at = `${list}/${organizationId}`;
  expect((await admin.visitor.submit(at, { intent: "make-owner", memberId })).status).toBe(400);
  // As an import may leave it: the triggers keep people from it.
  const orphan = crypto.randomUUID();
  await change(
    "insert into organization (id, name, slug, created_at) values (?, 'Orphans', ?, ?)",
    orphan,
    `orphans-${orphan.slice(0, 8)}`,
    Date.now(),
  );
  await change("update member set organization_id = ? where id = ?", orphan, memberId);
  const page = `${list}/${orphan}`;
  expect((await read(await admin.visitor.visit(page))).text).toContain("It has no owner");
  expect(sent(await admin.visitor.submit(page, { intent: "make-owner", memberId }))).toBe(`303 ${page}`);
  expect(await roleIn(`orphans-${orphan.slice(0, 8)}`, member.email)).toBe("owner");
  await linkTo(member.email, /^You are an owner of Orphans$/);
});

test("deleting asks for the short name; owners are told, and the log names the admin", async () => {
  const admin = await joinAsAdmin();
  const owner = await join();
  const slug = await makeOrganization(owner.visitor, "Gone Engines");
  const organizationId = await idOf(slug);
  const at = `${list}/${organizationId}`;
  const wrong = await admin.visitor.submit(at, { intent: "delete", confirmation: "Gone Engines" });
  expect((await read(wrong)).text).toContain("Type its short name exactly as it is written");
  expect(await idOf(slug)).toBe(organizationId);
  const gone = await admin.visitor.submit(at, { intent: "delete", confirmation: slug });
  expect(sent(gone)).toBe(`303 ${list}`);
  expect(await idOf(slug)).toBe("");
  const adminId = await userIdOf(admin.email);
  await linkTo(owner.email, /^Gone Engines is deleted$/);
  await vi.waitFor(async () => {
    expect(
      await row(
        "select actor_id, subject_name from audit_event where event = 'organization-deleted' and subject_id = ?",
        organizationId,
      ),
    ).toEqual({ actor_id: adminId, subject_name: slug });
  });
});

test("the endpoints are for admins with a proof, and for nobody else", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const { organizationId, memberId } = await idsIn(slug, owner.email);
  const calls = {
    "delete-organization": { organizationId, slug },
    "remove-member": { organizationId, memberId },
  };
  const admin = await joinAsAdmin();
  await ageProof(admin, 61);
  for (const [path, body] of Object.entries(calls))
    for (const { visitor } of [owner, admin])
      expect((await visitor.call(`/api/auth/admin/${path}`, body)).status, path).toBe(403);
  expect(await roleIn(slug, owner.email)).toBe("owner");
});
