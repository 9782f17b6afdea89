import { describe, expect, test } from "vitest";
import { domainOf, newDomain, proveDomain, setRecord } from "../support/domains";
import { nameServerUrl } from "../support/name-server";
import { idOf, joinOrganization, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { join, signIn } from "../support/people";
import { change, row } from "../support/records";
import { newVisitor } from "../support/visitor";

async function founder() {
  const owner = await join();
  const slug = await makeOrganization(owner.visitor);
  return { ...owner, slug, page: `/organizations/${slug}/domains` };
}

/** The same owner, where the name service is out of order in this way. */
async function founderWithout(path: string) {
  const owner = await founder();
  const visitor = newVisitor({ settings: { DNS_RESOLVER_URL: `${nameServerUrl}/${path}` } });
  await signIn(visitor, owner);
  return { ...owner, visitor };
}

describe("adding a domain", () => {
  test("shows the record to set, in small letters and ASCII", async () => {
    const { visitor, slug, page } = await founder();
    const name = newDomain();
    expect(sent(await visitor.submit(page, { domain: ` Bücher-${name.toUpperCase()}. ` }))).toBe(
      `303 ${page}`,
    );
    const { text, message } = await read(await visitor.visit(page));
    const domain = text.match(/xn--bcher-[\w-]+\.example/)?.[0] ?? "";
    const { challenge } = await domainOf(slug, domain);
    expect(message).toContain("prove that it is yours");
    expect(text).toContain(`TXT Name _latchkey-challenge.${domain} Value latchkey-challenge=${challenge}`);
    expect(text).toContain("Not verified yet");
  });

  test("says what is wrong, and keeps what was entered", async () => {
    const { visitor, page } = await founder();
    for (const domain of ["gmail.com", "co.uk", "127.0.0.1", "https://example.com/", ""]) {
      const answer = await read(await visitor.submit(page, { domain }));
      expect([domain, answer.status, Boolean(answer.mistake("domain"))]).toEqual([domain, 422, true]);
      expect(answer.html).toContain(`value="${domain}"`);
      expect(answer.title).toBe("Error: Domains");
    }
  });

  test("takes each domain once, and 20 at most", async () => {
    const { visitor, page, slug } = await founder();
    const domain = newDomain();
    await visitor.submit(page, { domain });
    expect((await read(await visitor.submit(page, { domain }))).mistake("domain")).toContain("already");
    await change(
      `insert into organization_domain (id, organization_id, domain, challenge, created_at)
       with recursive counted(i) as (select 2 union all select i + 1 from counted where i < 20)
       select ? || i, ?, i || '.example', '', 0 from counted`,
      slug,
      await idOf(slug),
    );
    const over = await read(await visitor.submit(page, { domain: newDomain() }));
    expect(over.mistake("domain")).toContain("20 domains at most");
  });
});

describe("verifying a domain", () => {
  test("finds the text among others, in several strings, in any case", async () => {
    const { visitor, slug, page } = await founder();
    const domain = newDomain();
    await visitor.submit(page, { domain });
    const { id, challenge } = await domainOf(slug, domain);
    const half = challenge.slice(0, 16).toUpperCase();
    await setRecord(domain, '"v=spf1 -all"', `"LATCHKEY-challenge=${half}" "${challenge.slice(16)}"`);
    expect(sent(await visitor.submit(page, { intent: "verify", domainId: id }))).toBe(`303 ${page}`);
    const { text, message } = await read(await visitor.visit(page));
    expect(message).toContain("The domain is verified.");
    expect(text).not.toContain("latchkey-challenge=");
    expect(await domainOf(slug, domain)).toMatchObject({ joining: "invitation" });
  });

  test.each([
    ["there is no record", [], "There is no TXT record for"],
    ["another text is there", ['"latchkey-challenge=0123"'], "says something else"],
  ])("when %s it says so, and changes nothing", async (_, records, words) => {
    const { visitor, slug, page } = await founder();
    const domain = newDomain();
    await visitor.submit(page, { domain });
    if (records.length > 0) await setRecord(domain, ...records);
    const { id } = await domainOf(slug, domain);
    const answer = await read(await visitor.submit(page, { intent: "verify", domainId: id }));
    expect([answer.status, answer.alert]).toEqual([422, expect.stringContaining(words)]);
    expect(answer.alert).toContain(domain);
    expect(await domainOf(slug, domain)).toMatchObject({ verified_at: null });
  });

  test.each(["down", "junk", "floods", "fails", "elsewhere", "hangs"])(
    "when the name service is out of order (%s) it says so, and changes nothing",
    async (path) => {
      const { visitor, slug, page } = await founderWithout(path);
      const domain = newDomain();
      await visitor.submit(page, { domain });
      const { id, challenge } = await domainOf(slug, domain);
      await setRecord(domain, `"latchkey-challenge=${challenge}"`);
      const answer = await read(await visitor.submit(page, { intent: "verify", domainId: id }));
      expect([answer.status, answer.alert]).toEqual([503, expect.stringContaining("does not answer")]);
      expect(await domainOf(slug, domain)).toMatchObject({ verified_at: null });
    },
  );

  test("the text of another organization proves nothing, and a domain is one organization's at a time", async () => {
    const first = await founder();
    const domain = await proveDomain(first.visitor, first.slug);
    const second = await founder();
    await second.visitor.submit(second.page, { domain });
    const { id, challenge } = await domainOf(second.slug, domain);
    const verify = () => second.visitor.submit(second.page, { intent: "verify", domainId: id });
    expect((await read(await verify())).alert).toContain("says something else");
    await setRecord(domain, `"latchkey-challenge=${challenge}"`);
    const taken = await read(await verify());
    expect([taken.status, taken.alert]).toEqual([409, expect.stringContaining("one organization at a time")]);
    const { id: firstId } = await domainOf(first.slug, domain);
    await first.visitor.submit(first.page, { intent: "remove", domainId: firstId });
    expect(sent(await verify())).toBe(`303 ${second.page}`);
    expect((await domainOf(second.slug, domain)).verified_at).not.toBeNull();
  });

  test("is tried 30 times in ten minutes at most", async () => {
    const { visitor, slug, page } = await founder();
    const domain = newDomain();
    await visitor.submit(page, { domain });
    const { id } = await domainOf(slug, domain);
    const statuses = new Set<number>();
    for (let look = 0; look < 31; look++)
      statuses.add((await visitor.submit(page, { intent: "verify", domainId: id })).status);
    expect([...statuses]).toEqual([422, 429]);
  });
});

test("how people come in is chosen for a verified domain alone", async () => {
  const { visitor, slug, page } = await founder();
  const domain = newDomain();
  await visitor.submit(page, { domain });
  const { id } = await domainOf(slug, domain);
  const save = (joining: string) => visitor.submit(page, { intent: "save", domainId: id, joining });
  await save("free");
  expect((await read(await visitor.visit(page))).message).toContain("gone, or was changed");
  expect((await domainOf(slug, domain)).joining).toBe("invitation");
  await proveDomain(visitor, slug, "free", domain);
  expect((await domainOf(slug, domain)).joining).toBe("free");
  expect((await save("nobody")).status).toBe(422);
  await visitor.submit(page, { intent: "remove", domainId: id });
  expect((await read(await visitor.visit(page))).text).toContain("There is none yet.");
});

test("an id from another organization changes nothing there", async () => {
  const owner = await founder();
  const domain = await proveDomain(owner.visitor, owner.slug);
  const { id } = await domainOf(owner.slug, domain);
  const other = await founder();
  const forms: Record<string, string>[] = [
    { intent: "save", domainId: id, joining: "free" },
    { intent: "remove", domainId: id },
    { intent: "verify", domainId: id },
  ];
  for (const form of forms) {
    await other.visitor.submit(other.page, form);
    expect((await read(await other.visitor.visit(other.page))).message).toContain("That domain is gone");
  }
  expect(await domainOf(owner.slug, domain)).toMatchObject({ id, joining: "invitation" });
});

test("plain members get 403, others 404, and each form asks for its own permission", async () => {
  const { visitor, slug, page } = await founder();
  const domain = await proveDomain(visitor, slug);
  const { id } = await domainOf(slug, domain);
  const member = await joinOrganization(slug);
  const other = await join();
  for (const path of [page, `/organizations/${slug}/requests`])
    expect([(await member.visitor.visit(path)).status, (await other.visitor.visit(path)).status]).toEqual([
      403, 404,
    ]);
  await change(
    "insert into organization_role (id, organization_id, role, permission, created_at) values (?, ?, 'keeper', ?, 0)",
    crypto.randomUUID(),
    await idOf(slug),
    JSON.stringify({ domain: ["update"] }),
  );
  const keeper = await joinOrganization(slug, "keeper");
  const { html } = await read(await keeper.visitor.visit(page));
  const offered = ["Add domain", "Remove", "Save"].filter((button) => html.includes(`>${button}<`));
  expect(offered).toEqual(["Save"]);
  const forms: Record<string, string>[] = [{ domain: newDomain() }, { intent: "remove", domainId: id }];
  for (const form of forms) expect((await keeper.visitor.submit(page, form)).status).toBe(403);
  expect((await keeper.visitor.visit(`/organizations/${slug}/requests`)).status).toBe(403);
});

test("the pages cost two round trips beyond the session", async () => {
  const { visitor, slug, page } = await founder();
  await proveDomain(visitor, slug, "request");
  await visitor.visit("/dashboard");
  for (const path of [page, `/organizations/${slug}/requests`, "/organizations"])
    expect(Number((await visitor.visit(path)).headers.get("x-d1-queries"))).toBeLessThanOrEqual(2);
});

test("a domain goes with its organization", async () => {
  const { visitor, slug } = await founder();
  const domain = await proveDomain(visitor, slug);
  await change("delete from organization where slug = ?", slug);
  expect(await row("select 1 from organization_domain where domain = ?", domain)).toBeNull();
});
