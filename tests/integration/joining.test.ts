import { describe, expect, test } from "vitest";
import { domainOf, newDomain, personAt, proveDomain } from "../support/domains";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { idOf, joinOrganization, makeOrganization, roleIn } from "../support/organizations";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { change, row } from "../support/records";
import { newVisitor, type Visitor } from "../support/visitor";

/** An organization with a verified domain, its owner, and somebody with a proven address there. */
async function setUp(joining: string) {
  const owner = await join(newPerson("Charles Babbage"));
  const slug = await makeOrganization(owner.visitor);
  const domain = await proveDomain(owner.visitor, slug, joining);
  const person = await join(personAt(domain));
  const organizationId = await idOf(slug);
  const go = (intent: string, visitor: Visitor = person.visitor) =>
    visitor.submit("/organizations", { intent, organizationId });
  const settings = async (next: string) => {
    const { id } = await domainOf(slug, domain);
    const form = { intent: "save", domainId: id, joining: next };
    return owner.visitor.submit(`/organizations/${slug}/domains`, form);
  };
  return {
    owner,
    slug,
    domain,
    person,
    organizationId,
    go,
    settings,
    page: `/organizations/${slug}/requests`,
  };
}

const listOf = async (visitor: Visitor) => (await read(await visitor.visit("/organizations"))).text;

const requestOf = (email: string) =>
  row<{ id: string }>(
    "select id from join_request where user_id = (select id from user where email = ?)",
    email,
  );

async function answer(visitor: Visitor, page: string, intent: string, email: string) {
  return visitor.submit(page, { intent, requestId: (await requestOf(email))?.id ?? "" });
}

/** What a request stands on. */
const changes: Record<string, (made: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>> = {
  "the way in": ({ settings }) => settings("invitation"),
  "the domain": async ({ owner, slug, domain }) =>
    owner.visitor.submit(`/organizations/${slug}/domains`, {
      intent: "remove",
      domainId: (await domainOf(slug, domain)).id,
    }),
  "the address": ({ person }) =>
    change("update user set email = 'moved-' || id || '@elsewhere.example' where email = ?", person.email),
  "the proof": ({ person }) => change("update user set email_verified = 0 where email = ?", person.email),
  "the account": ({ person }) => change("update user set banned = 1 where email = ?", person.email),
};

describe("by themselves", () => {
  test("people of the domain join, are members, and work there at once", async () => {
    const { slug, person, go, organizationId } = await setUp("free");
    expect(await listOf(person.visitor)).toContain("You can join By the domain of your e-mail address.");
    expect(sent(await go("join"))).toBe(`303 /organizations/${slug}`);
    expect(await roleIn(slug, person.email)).toBe("member");
    const session = await (await person.visitor.visit("/api/auth/get-session")).json();
    expect(session).toMatchObject({ session: { activeOrganizationId: organizationId } });
    expect(await listOf(person.visitor)).not.toContain("You can join");
    // Twice is once.
    expect(sent(await go("join"))).toBe(`303 /organizations/${slug}`);
  });

  test("an address there that is not proven, a subdomain, a longer name and a locked account open nothing", async () => {
    const { slug, domain, go } = await setUp("free");
    const people = {
      below: await join(personAt(`sub.${domain}`)),
      longer: await join(personAt(`x${domain}`)),
      other: await join(),
      unproven: await join(personAt(domain)),
      locked: await join(personAt(domain)),
    };
    await change("update user set email_verified = 0 where email = ?", people.unproven.email);
    await change("update user set banned = 1 where email = ?", people.locked.email);
    const missing = await people.other.visitor.submit("/organizations", {
      intent: "join",
      organizationId: "no-such-one",
    });
    for (const [name, { visitor, email }] of Object.entries(people)) {
      expect([name, await listOf(visitor)]).toEqual([name, expect.not.stringContaining("You can join")]);
      for (const intent of ["join", "ask"]) {
        const response = await go(intent, visitor);
        // A ban has ended the sessions, too: whoever is locked is a stranger.
        expect([name, response.status]).toEqual([name, name === "locked" ? 302 : missing.status]);
        expect((await response.text()).includes("Analytical")).toBe(false);
      }
      expect([name, await roleIn(slug, email)]).toEqual([name, undefined]);
    }
    expect(missing.status).toBe(404);
  });

  test("a full organization says so", async () => {
    const { slug, person, organizationId } = await setUp("free");
    const visitor = newVisitor({ settings: { MEMBERS_PER_ORGANIZATION: "1" } });
    await signIn(visitor, person);
    const full = await read(await visitor.submit("/organizations", { intent: "join", organizationId }));
    expect([full.status, full.alert]).toEqual([400, expect.stringContaining("as many members")]);
    expect(await roleIn(slug, person.email)).toBeUndefined();
  });

  test("a domain that is not verified, or lets in nobody, opens nothing", async () => {
    const { slug, person, go, domain, settings } = await setUp("invitation");
    expect(await listOf(person.visitor)).not.toContain("You can join");
    await go("join");
    expect(await roleIn(slug, person.email)).toBeUndefined();
    await settings("free");
    await change("update organization_domain set verified_at = null where domain = ?", domain);
    expect((await go("join")).status).toBe(404);
    expect(await roleIn(slug, person.email)).toBeUndefined();
  });

  test("an address that changes later, and a domain that is removed, leave the membership", async () => {
    const { slug, person, go, owner, domain } = await setUp("free");
    await go("join");
    const email = `new-${person.email.replace(domain, "elsewhere.example")}`;
    await change("update user set email = ? where email = ?", email, person.email);
    const { id } = await domainOf(slug, domain);
    await owner.visitor.submit(`/organizations/${slug}/domains`, { intent: "remove", domainId: id });
    expect(await roleIn(slug, email)).toBe("member");
  });

  test("an invitation that waits is settled by joining", async () => {
    const { slug, person, go, owner } = await setUp("free");
    await owner.visitor.submit(`/organizations/${slug}/invitations`, { emails: person.email });
    await go("join");
    expect(await row("select status from invitation where email = ?", person.email)).toEqual({
      status: "canceled",
    });
  });
});

describe("by request", () => {
  test("who asks is listed, owners and admins are told, and whoever is accepted is a member and told", async () => {
    const { slug, person, go, owner, page } = await setUp("request");
    const admin = await joinOrganization(slug, "admin");
    const member = await joinOrganization(slug);
    expect(sent(await go("ask"))).toBe("303 /organizations");
    expect(await listOf(person.visitor)).toContain("asked: the answer comes by mail");
    for (const { email } of [owner, admin])
      expect(await linkTo(email, /Grace Hopper asks to join Analytical Engines/)).toBe(page);
    expect((await allMailTo(member.email)).some(({ subject }) => subject.includes("asks"))).toBe(false);
    expect((await read(await admin.visitor.visit(page))).text).toContain(`Grace Hopper ${person.email}`);
    expect(sent(await answer(admin.visitor, page, "accept", person.email))).toBe(`303 ${page}`);
    expect(await roleIn(slug, person.email)).toBe("member");
    expect(await linkTo(person.email, /^Welcome to Analytical Engines/)).toBe(`/organizations/${slug}`);
    expect((await read(await admin.visitor.visit(page))).text).toContain("Nobody waits for an answer.");
    expect(await requestOf(person.email)).toBeNull();
  });

  test("whoever is declined is told, is no member, and may ask again", async () => {
    const { slug, person, go, owner, page } = await setUp("request");
    await go("ask");
    await answer(owner.visitor, page, "decline", person.email);
    const [mail] = await mailTo(person.email, 2);
    expect(mail?.subject).toBe("Your request to join Analytical Engines");
    expect([await roleIn(slug, person.email), await requestOf(person.email)]).toEqual([undefined, null]);
    await go("ask");
    expect(await requestOf(person.email)).not.toBeNull();
  });

  test("a request is taken back; asking again writes to nobody twice a day", async () => {
    const { person, go, owner } = await setUp("request");
    for (let asked = 0; asked < 3; asked++) {
      await go("ask");
      await go("ask");
      await go("withdraw");
    }
    expect(await requestOf(person.email)).toBeNull();
    await go("ask");
    await linkTo(owner.email, /asks to join/);
    const mails = (await allMailTo(owner.email)).filter(({ subject }) => subject.includes("asks to join"));
    expect(mails).toHaveLength(1);
  });

  test("asking lets nobody in, and joining by oneself is not open", async () => {
    const { slug, person, go } = await setUp("request");
    expect(sent(await go("join"))).toBe("303 /organizations");
    expect((await read(await person.visitor.visit("/organizations"))).message).toContain("was changed");
    await go("ask");
    expect(await roleIn(slug, person.email)).toBeUndefined();
  });

  test.each(Object.keys(changes))("a request ends when %s changes", async (what) => {
    const made = await setUp("request");
    const { owner, person, page, organizationId } = made;
    await made.go("ask");
    const requestId = (await requestOf(person.email))?.id ?? "";
    await changes[what]?.(made);
    expect((await read(await owner.visitor.visit(page))).text).toContain("Nobody waits for an answer.");
    await owner.visitor.submit(page, { intent: "accept", requestId });
    expect((await read(await owner.visitor.visit(page))).message).toContain("That request is over");
    const count = await row("select count(*) as count from member where organization_id = ?", organizationId);
    expect(count).toEqual({ count: 1 });
  });

  test("a request of another organization cannot be answered", async () => {
    const { slug, person, go } = await setUp("request");
    await go("ask");
    const other = await setUp("request");
    for (const intent of ["accept", "decline"])
      await answer(other.owner.visitor, other.page, intent, person.email);
    expect([await roleIn(slug, person.email), await roleIn(other.slug, person.email)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await requestOf(person.email)).not.toBeNull();
  });

  test("a full organization accepts nobody, and the request stays", async () => {
    const { slug, person, go, owner, page } = await setUp("request");
    await go("ask");
    const visitor = newVisitor({ settings: { MEMBERS_PER_ORGANIZATION: "1" } });
    await signIn(visitor, owner);
    const full = await read(await answer(visitor, page, "accept", person.email));
    expect([full.status, full.alert]).toEqual([400, expect.stringContaining("as many members")]);
    expect([await roleIn(slug, person.email), await requestOf(person.email)]).toEqual([
      undefined,
      expect.anything(),
    ]);
  });

  test("whoever comes in by invitation meanwhile asks no longer", async () => {
    const { slug, person, go, owner } = await setUp("request");
    await go("ask");
    await owner.visitor.submit(`/organizations/${slug}/invitations`, { emails: person.email });
    await person.visitor.submit(await linkTo(person.email, /invites you/), { intent: "accept" });
    expect([await roleIn(slug, person.email), await requestOf(person.email)]).toEqual(["member", null]);
  });

  test("many requests come in pages, who asked last on top", async () => {
    const { slug, domain, owner, page } = await setUp("request");
    await change(
      `insert into user (id, name, email, email_verified, created_at, updated_at)
       with recursive counted(i) as (select 1 union all select i + 1 from counted where i < 30)
       select ? || i, 'Asker ' || i, 'asker-' || i || '@' || ?, 1, 0, 0 from counted`,
      slug,
      domain,
    );
    await change(
      `insert into join_request (id, organization_id, user_id, created_at)
       select 'r-' || id, ?, id, rowid from user where email like 'asker-%@' || ?`,
      await idOf(slug),
      domain,
    );
    const first = await read(await owner.visitor.visit(page));
    expect(first.html.match(/>Asker \d+</g)).toHaveLength(25);
    expect(first.text).toContain("Asker 30 ");
    const next = /href="([^"]*before=[^"]*)"/.exec(first.html)?.[1] ?? "";
    const second = await read(await owner.visitor.visit(next));
    expect(second.html.match(/>Asker \d+</g)).toEqual(
      ["5", "4", "3", "2", "1"].map((number) => `>Asker ${number}<`),
    );
  });
});

test.each(["invite", "closed"])("SIGN_UP=%s: a verified domain makes no new accounts", async (SIGN_UP) => {
  const { domain } = await setUp("free");
  const person = personAt(domain);
  const visitor = newVisitor({ settings: { SIGN_UP } });
  expect((await visitor.call("/api/auth/sign-up/email", person)).status).toBe(403);
  expect(await row("select 1 from user where email = ?", person.email)).toBeNull();
});

test("nobody joins by a domain that only says that it is verified for somebody else", async () => {
  const { owner, slug } = await setUp("free");
  const domain = newDomain();
  await owner.visitor.submit(`/organizations/${slug}/domains`, { domain });
  const person = await join(personAt(domain));
  expect(await listOf(person.visitor)).not.toContain("You can join");
});
