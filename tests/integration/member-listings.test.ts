import { expect, test } from "vitest";
import { fillOrganization, idOf, idsIn, joinOrganization, makeOrganization } from "../support/organizations";
import { read } from "../support/page";
import { join } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";

test("the lists of members follow whoever comes and goes, their roles, names and addresses", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const member = await joinOrganization(slug);
  const leaver = await joinOrganization(slug, "admin,editor");
  const goner = await joinOrganization(slug);
  const { memberId, organizationId } = await idsIn(slug, member.email);
  const found = async (search: string) =>
    (await read(await owner.visitor.visit(`/organizations/${slug}/members?q=${search}`))).html.match(
      /id="member-/g,
    )?.length ?? 0;
  const isRight = async () =>
    expect([await wrongIn(organizationId), await sizeOf(organizationId)]).toEqual([[], []]);
  await isRight();
  const profile = { name: "Grace O'Hopper-Murray", username: "", bio: "", website: "" };
  await member.visitor.submit("/account", profile);
  await isRight();
  for (const search of ["grace", "hopper", "MURRAY", "grace o'h"])
    expect([search, await found(search)]).toEqual([search, 1]);
  await change("update user set email = 'amazing.grace@navy.example' where email = ?", member.email);
  await isRight();
  for (const search of ["amazing.g", "grace@navy.example", "navy"])
    expect([search, await found(search)]).toEqual([search, 1]);
  await change("update member set role = 'admin,editor' where id = ?", memberId);
  await isRight();
  await leaver.visitor.call("/api/auth/organization/leave", { organizationId });
  await change("delete from user where id = ?", await userIdOf(goner.email));
  await isRight();
  expect(
    await row("select members from organization_size where organization_id = ?", organizationId),
  ).toEqual({
    members: 2,
  });
  await change("delete from organization where id = ?", organizationId);
  expect(await rows("select * from member_listing where organization_id = ?", organizationId)).toEqual([]);
});

test("who is found is listed once, by what was found, page by page", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await fillOrganization(slug, 60);
  await change(
    "update user set name = 'Mem Memory' where id in (select user_id from member where organization_id = ? limit 3)",
    await idOf(slug),
  );
  const names: string[] = [];
  let page: string | undefined = `/organizations/${slug}/members?q=mem&role=member`;
  while (page) {
    const { html } = await read(await owner.visitor.visit(page));
    names.push(...[...html.matchAll(/id="member-[^>]*>/g)].map(([tag]) => tag));
    page = /href="([^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  }
  expect([names.length, new Set(names).size]).toEqual([60, 60]);
});

/** What stands in the lists of an organization and should not, and what should and does not. */
function wrongIn(organizationId: string) {
  return rows(
    `select * from (
       select * from (select * from member_listing except select * from member_listing_due)
       union all select * from (select * from member_listing_due except select * from member_listing)
     ) where organization_id = ?`,
    organizationId,
  );
}

/** The number of members, where it is not the one that is kept. */
function sizeOf(organizationId: string) {
  return rows(
    `select members from organization_size
     where organization_id = ?1 and members <> (select count(*) from member where organization_id = ?1)`,
    organizationId,
  );
}
