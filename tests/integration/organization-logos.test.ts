import { expect, test, vi } from "vitest";
import { imageOf, keptFor, uploadAvatar } from "../support/avatars";
import { later, minutes } from "../support/clock";
import { logoOf, shownIn, uploadLogo, withLogo } from "../support/logos";
import { linkTo } from "../support/mailbox";
import { answer, idOf, joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { pictures, takenPictures } from "../support/pictures";
import { change, rows } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

const newSlug = () => `engines-${crypto.randomUUID().slice(0, 8)}`;
const shownTo = async (visitor: Visitor, path: string) =>
  shownIn((await read(await visitor.visit(path))).html);

test.each(Object.entries(takenPictures))("an organization is made with a logo of %s", async (type, file) => {
  const { visitor } = await join();
  const slug = newSlug();
  const upload = withLogo({ name: "Analytical Engines", slug }, file);
  const made = await visitor.send("/organizations/new", { upload });
  expect(sent(made)).toBe(`303 /organizations/${slug}`);
  const logo = await logoOf(slug);
  expect(logo).toMatch(/^\/avatars\/[\w-]{22}$/);
  expect(await keptFor(await idOf(slug))).toEqual([logo]);
  const picture = await newVisitor().visit(logo ?? "");
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, type]);
  expect(Buffer.from(await picture.arrayBuffer()).toString("latin1")).not.toContain("SECRET");
});

test("the logo stands in the header, the list, the overview, the settings and on invitations", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  expect(await shownTo(owner.visitor, `/organizations/${slug}`)).toEqual([]);
  expect(sent(await uploadLogo(owner.visitor, slug, pictures.png))).toBe(
    `303 /organizations/${slug}/settings`,
  );
  const settings = await read(await owner.visitor.visit(`/organizations/${slug}/settings`));
  const logo = (await logoOf(slug)) ?? "";
  expect([settings.message, shownIn(settings.html)]).toEqual(["The logo is saved.", [logo, logo, logo]]);
  expect(settings.html).toMatch(/<img[^>]*alt="The logo"/);
  expect(await shownTo(owner.visitor, "/dashboard")).toEqual([logo, logo]);
  expect(await shownTo(owner.visitor, "/organizations")).toEqual([logo, logo, logo]);
  const overview = await read(await owner.visitor.visit(`/organizations/${slug}`));
  expect(shownIn(overview.html)).toEqual([logo, logo, logo]);
  expect(overview.html).not.toMatch(/<img[^>]*alt="[^"]/);

  const guest = await join(newPerson("Grace Hopper"));
  const invite = { intent: "send", emails: guest.email, role: "member" };
  await owner.visitor.submit(`/organizations/${slug}/invitations`, invite);
  const link = await linkTo(guest.email, /invites you/);
  for (const somebody of [newVisitor(), guest.visitor, (await join()).visitor])
    expect(await shownTo(somebody, link)).toEqual([logo]);
  expect(await shownTo(guest.visitor, "/organizations")).toEqual([logo]);
  await change("update invitation set status = 'canceled' where email = ?", guest.email);
  expect(await shownTo(newVisitor(), link)).toEqual([]);
});

test("a new logo replaces the one before, and none is left when it is removed", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const id = await idOf(slug);
  await uploadLogo(visitor, slug, pictures.png);
  const first = await logoOf(slug);
  await uploadLogo(visitor, slug, pictures.webp);
  const second = await logoOf(slug);
  expect(second).not.toBe(first);
  await expect.poll(() => keptFor(id)).toEqual([second]);
  const at = `/organizations/${slug}/settings`;
  expect(sent(await visitor.submit(at, { intent: "remove-logo" }))).toBe(`303 ${at}`);
  const page = await read(await visitor.visit(at));
  expect([page.message, shownIn(page.html), await logoOf(slug)]).toEqual(["The logo is removed.", [], null]);
  await expect.poll(() => keptFor(id)).toEqual([]);
});

test("the logo goes with the organization", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const id = await idOf(slug);
  await uploadLogo(visitor, slug, pictures.png);
  expect(await keptFor(id)).toHaveLength(1);
  const form = { intent: "delete", confirmation: "Analytical Engines" };
  await visitor.submit(`/organizations/${slug}/settings`, form);
  await expect.poll(() => keptFor(id)).toEqual([]);
});

test("a bad picture comes back with how to mend it, and whatever else was entered", async () => {
  const { visitor } = await join();
  const fields = { name: "Ünïque Engines", slug: newSlug() };
  for (const [file, status, mistake] of [
    ["<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "This file is no picture that we can show."],
    [pictures.gif, 415, "This file is no picture that we can show."],
    [new Uint8Array(5 * 1024 * 1024 + 1), 413, "This file is larger than 5 MB."],
    [new Uint8Array(9 * 1024 * 1024), 413, "This file is larger than 5 MB."],
  ] as const) {
    const page = await read(await visitor.send("/organizations/new", { upload: withLogo(fields, file) }));
    expect([page.status, page.mistake("logo"), page.title]).toEqual([
      status,
      expect.stringContaining(mistake),
      "Error: New organization",
    ]);
    for (const value of Object.values(fields)) expect(page.html).toContain(`value="${value}"`);
    expect(page.html).toContain('href="#logo"');
  }
  const both = withLogo({ name: "", slug: "kept" }, pictures.gif);
  const page = await read(await visitor.send("/organizations/new", { upload: both }));
  expect([page.mistake("name"), page.mistake("logo")]).toEqual([expect.any(String), expect.any(String)]);
  expect(page.html).toContain('value="kept"');
  expect(await idOf(fields.slug)).toBe("");
});

test("in the settings what is no picture changes nothing, however it is cut off", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const at = `/organizations/${slug}/settings`;
  for (const [file, status, mistake] of [
    [undefined, 422, "Choose a picture first."],
    [pictures.movingWebp, 415, "This picture moves."],
    [new Uint8Array(9 * 1024 * 1024), 413, "This file is larger than 5 MB."],
  ] as const) {
    const page = await read(await uploadLogo(visitor, slug, file));
    expect([page.status, page.mistake("logo"), page.title]).toEqual([
      status,
      expect.stringContaining(mistake),
      "Error: Settings",
    ]);
  }
  // Nothing of it can be read, so it is no other form of the page either.
  const stream = new Blob([new Uint8Array(6 * 1024 * 1024)]).stream();
  const headers = { "Content-Type": "multipart/form-data" };
  expect((await visitor.send(at, { stream, headers })).status).toBe(413);
  expect([await logoOf(slug), await keptFor(await idOf(slug))]).toEqual([null, []]);
  expect((await visitor.visit(at)).status).toBe(200);
});

test("who may not update the organization changes no logo, and to others it does not exist", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  await uploadLogo(owner.visitor, slug, pictures.png);
  const logo = await logoOf(slug);
  const at = `/organizations/${slug}/settings`;
  const member = await joinOrganization(slug);
  const other = await join();
  for (const [{ visitor }, status] of [
    [member, 403],
    [other, 404],
  ] as const) {
    expect((await uploadLogo(visitor, slug, pictures.png)).status).toBe(status);
    expect((await visitor.submit(at, { intent: "remove-logo" })).status).toBe(status);
    const organizationId = await idOf(slug);
    expect((await answer(visitor, "update", { organizationId, data: { logo: null } }))[0]).not.toBe(200);
  }
  expect((await read(await member.visitor.visit(at))).text).not.toContain("Upload logo");
  const admin = await joinOrganization(slug, "admin");
  expect(await logoOf(slug)).toBe(logo);
  expect((await uploadLogo(admin.visitor, slug, pictures.png)).status).toBe(303);
  expect(await keptFor(await idOf(slug))).not.toEqual([]);
});

test("endpoints take a logo away, and set none: not from elsewhere, and nobody's that is kept here", async () => {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  const organizationId = await idOf(slug);
  const other = await makeOrganization(owner.visitor, "Other");
  await uploadLogo(owner.visitor, slug, pictures.png);
  await uploadLogo(owner.visitor, other, pictures.png);
  await uploadAvatar(owner.visitor, pictures.png);
  const own = await logoOf(slug);
  const wrong = [
    "https://evil.example/track.png",
    `/avatars/${"A".repeat(22)}`,
    await logoOf(other),
    await imageOf(owner.email),
    own,
  ];
  for (const logo of wrong) {
    const refused = [400, "INVALID_LOGO"];
    const update = { organizationId, data: { name: "Engines", logo } };
    expect([logo, await answer(owner.visitor, "update", update)]).toEqual([logo, refused]);
    const create = { name: "Mine", slug: newSlug(), logo };
    expect([logo, await answer(owner.visitor, "create", create)]).toEqual([logo, refused]);
  }
  expect(await answer(owner.visitor, "update", { organizationId, data: { logo: { a: 1 } } })).toEqual([
    400,
    "INVALID_LOGO",
  ]);
  // Nor does a person take an organization's.
  expect((await owner.visitor.call("/api/auth/update-user", { image: own })).status).toBe(400);
  await answer(owner.visitor, "update", { organizationId, data: { name: "Engines" } });
  expect(await logoOf(slug)).toBe(own);
  for (const logo of [null, ""]) {
    expect(await answer(owner.visitor, "update", { organizationId, data: { logo } })).toEqual([
      200,
      undefined,
    ]);
    expect((await logoOf(slug)) || null).toBeNull();
    await expect.poll(() => keptFor(organizationId)).toEqual([]);
    await uploadLogo(owner.visitor, slug, pictures.png);
  }
  // Of the one that its owner works in, by then.
  await owner.visitor.call("/api/auth/organization/set-active", { organizationId });
  expect(await answer(owner.visitor, "update", { data: { logo: null } })).toEqual([200, undefined]);
  await expect.poll(() => keptFor(organizationId)).toEqual([]);
});

test("its admins read who changed and removed the logo, and nothing of what changed nothing", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  const organizationId = await idOf(slug);
  const events = async () => {
    const found = await rows<{ event: string }>(
      "select event from organization_activity where organization_id = ? order by at, rowid",
      organizationId,
    );
    return found.map(({ event }) => event);
  };
  const until = (...expected: string[]) =>
    vi.waitFor(async () => expect(await events()).toEqual(expected), 5000);
  await until("organization-created");
  await answer(visitor, "update", { organizationId, data: { logo: null } });
  await uploadLogo(visitor, slug, pictures.gif);
  await uploadLogo(visitor, slug, pictures.png);
  await until("organization-created", "logo-changed");
  await answer(visitor, "update", { organizationId, data: { logo: null } });
  await until("organization-created", "logo-changed", "logo-removed");
  const { text } = await read(await visitor.visit(`/organizations/${slug}/activity`));
  expect(text).toContain("Changed the logo");
  expect(text).toContain("Removed the logo");
});

test("logos that no organization has are found by later uploads, and those that one has stay", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  await uploadLogo(visitor, slug, pictures.png);
  const gone = await makeOrganization(visitor, "Gone");
  const id = await idOf(gone);
  await uploadLogo(visitor, gone, pictures.png);
  await change("delete from organization where id = ?", id);
  later(61 * minutes);
  const { visitor: last } = await join();
  await uploadAvatar(last, pictures.png);
  await expect.poll(() => keptFor(id)).toEqual([]);
  expect((await newVisitor().visit((await logoOf(slug)) ?? "")).status).toBe(200);
});

test("nobody uploads logos without end, and people's pictures count", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  for (let time = 0; time < 10; time += 1) {
    expect((await uploadLogo(visitor, slug)).status).toBe(422);
    expect((await uploadAvatar(visitor, undefined)).status).toBe(422);
  }
  const fields = { name: "Engines", slug: newSlug() };
  for (const response of [
    await uploadLogo(visitor, slug, pictures.png),
    await visitor.send("/organizations/new", { upload: withLogo(fields, pictures.png) }),
  ])
    expect([response.status, Number(response.headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect((await visitor.send("/organizations/new", { upload: withLogo(fields, "") })).status).toBe(303);
});

test("without a bucket the settings say so, initials are shown, and organizations are made all the same", async () => {
  const { visitor } = await join();
  const slug = await makeOrganization(visitor);
  await uploadLogo(visitor, slug, pictures.png);
  const without = { "x-test-env": JSON.stringify({ AVATARS: null }) };
  const at = `/organizations/${slug}/settings`;
  for (const path of [at, "/organizations", "/organizations/new", `/organizations/${slug}`]) {
    const page = await read(await visitor.visit(path, without));
    expect([path, page.status]).toEqual([path, 200]);
    expect(page.html).not.toMatch(/type="file"|Remove logo|<img/);
    expect(page.html).toMatch(/<text[^>]*>AE<\/text>/);
    if (path === at) expect(page.text).toContain("Pictures are switched off here");
  }
  expect((await uploadLogo(visitor, slug, pictures.png, without)).status).toBe(404);
  const upload = withLogo({ name: "Engines", slug: newSlug() }, pictures.png);
  const made = await visitor.send("/organizations/new", { upload, headers: without });
  expect(made.status).toBe(303);
  expect(await logoOf(made.headers.get("location")?.split("/")[2] ?? "")).toBeNull();
});
