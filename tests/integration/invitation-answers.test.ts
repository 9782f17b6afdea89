import { describe, expect, test } from "vitest";
import { allMailTo, linkTo } from "../support/mailbox";
import { idOf, makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson, signIn } from "../support/people";
import { change, row } from "../support/records";
import { nextCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

/** Somebody is invited by the owner of a new organization; answers with the link of the mail. */
async function invite(
  email: string,
  { role = "member", settings }: { role?: string; settings?: object } = {},
) {
  const owner = await join(
    newPerson("Charles Babbage"),
    newVisitor({ settings: { ...settings, SIGN_UP: "open" } }),
  );
  const slug = await makeOrganization(owner.visitor, "Difference Engines");
  await owner.visitor.submit(`/organizations/${slug}/invitations`, { emails: email, role });
  const link = await linkTo(email, /invites you/);
  const { pathname } = new URL(link, "http://localhost");
  return { owner, slug, link, path: pathname, id: pathname.split("/").at(-1) ?? "" };
}

const at = (path: string, link: string) => `${path}?${new URLSearchParams({ returnTo: link })}`;
const isVerified = (email: string) => row("select email_verified from user where email = ?", email);
const roleOf = async (email: string) =>
  (
    await row<{ role: string }>(
      "select role from member where user_id = (select id from user where email = ?)",
      email,
    )
  )?.role;

async function activeOf(visitor: Visitor, query = "") {
  const response = await visitor.visit(`/api/auth/get-session${query}`);
  return (await response.json<{ session: { activeOrganizationId: string | null } }>()).session
    .activeOrganizationId;
}

describe("the person who was invited", () => {
  test("sees who invites to what, accepts, and works in the organization at once", async () => {
    const person = await join();
    const { slug, link } = await invite(person.email, { role: "admin" });
    const page = await read(await person.visitor.visit(link));
    expect(page.heading).toBe("Join Difference Engines");
    expect(page.text).toContain("Charles Babbage invites you to Difference Engines , with the role “admin”");
    expect(await roleOf(person.email)).toBeUndefined();
    const accepted = await person.visitor.submit(link, { intent: "accept" });
    expect(sent(accepted)).toBe(`303 /organizations/${slug}`);
    expect(await roleOf(person.email)).toBe("admin");
    // By the cookie alone, too.
    expect(await activeOf(person.visitor)).toBe(await idOf(slug));
    const { message, text } = await read(await person.visitor.visit(`/organizations/${slug}`));
    expect(message).toContain("you are a member now");
    expect(text).toContain("You work in it now");
    const again = await read(await person.visitor.visit(link));
    expect([again.status, again.heading]).toEqual([200, "You are a member of Difference Engines"]);
    expect((await person.visitor.submit(link, { intent: "accept" })).status).toBe(400);
  });

  test("joins the team of the invitation; one that is gone is no hindrance", async () => {
    for (const isGone of [false, true]) {
      const person = await join();
      const { owner, slug } = await invite(newPerson().email);
      const team = crypto.randomUUID();
      await change(
        "insert into team (id, name, organization_id, created_at) values (?, 'Weavers', ?, 0)",
        team,
        await idOf(slug),
      );
      await owner.visitor.submit(`/organizations/${slug}/invitations`, { emails: person.email, team });
      if (isGone) await change("delete from team where id = ?", team);
      const link = await linkTo(person.email, /invites you/);
      expect(sent(await person.visitor.submit(link, { intent: "accept" }))).toBe(
        `303 /organizations/${slug}`,
      );
      const inTeam = await row("select 1 from team_member where team_id = ?", team);
      expect(inTeam !== null).toBe(!isGone);
    }
  });

  test("declines by the link, or from the list of organizations", async () => {
    const person = await join();
    const { link, path } = await invite(person.email);
    const list = await read(await person.visitor.visit("/organizations"));
    expect(list.text).toContain("Charles Babbage invites you, with the role “member”");
    expect(list.html).toContain(`action="${path}"`);
    const declined = await person.visitor.submit(link, { intent: "decline" });
    expect(sent(declined)).toBe("303 /organizations");
    const after = await read(await person.visitor.visit("/organizations"));
    expect(after.message).toContain("You declined the invitation.");
    expect(after.text).not.toContain("invites you");
    expect((await person.visitor.visit(link)).status).toBe(410);
    expect(await roleOf(person.email)).toBeUndefined();
  });

  test("is asked for the second step as ever, and comes back to the invitation", async () => {
    const { visitor, ...person } = await join();
    const { secret } = await turnOnTwoFactor(visitor, person.password);
    const { link } = await invite(person.email);
    const other = newVisitor();
    const half = await other.submit(at("/sign-in", link), { ...person, rememberMe: "on" });
    expect(sent(half)).toBe(`303 ${at("/sign-in/two-factor", link)}`);
    expect((await read(await other.visit(link))).text).toContain("Sign in with this address");
    const done = await other.submit(at("/sign-in/two-factor", link), { code: await nextCode(secret) });
    expect(sent(done)).toBe(`303 ${link}`);
  });

  test("is told when the organization is full", async () => {
    const person = await join();
    const { link } = await invite(person.email);
    const full = newVisitor({ settings: { MEMBERS_PER_ORGANIZATION: "1" } });
    await signIn(full, person);
    const page = await read(await full.submit(link, { intent: "accept" }));
    expect([page.status, page.alert]).toEqual([
      400,
      expect.stringContaining("as many members as it may have"),
    ]);
    expect((await full.visit(link)).status).toBe(200);
  });
});

describe("somebody who is signed in with another address", () => {
  test("is told so, and accepts and declines nothing, by form or endpoint", async () => {
    const { email } = newPerson();
    const { link, id } = await invite(email);
    const other = await join();
    const page = await read(await other.visitor.visit(link));
    expect(page.heading).toBe("This invitation is for another address");
    expect(page.text).toContain(other.email);
    expect(page.html).toMatch(/action="\/sign-out"/);
    for (const intent of ["accept", "decline"])
      expect((await other.visitor.submit(link, { intent })).status).toBe(400);
    for (const path of ["accept", "reject"]) {
      const called = await other.visitor.call(`/api/auth/organization/${path}-invitation`, {
        invitationId: id,
      });
      // As if there were none.
      expect([called.status, await called.json()]).toMatchObject([400, { code: "INVITATION_NOT_FOUND" }]);
    }
    expect(await roleOf(other.email)).toBeUndefined();
    expect(await row("select status from invitation where id = ?", id)).toEqual({ status: "pending" });
    const others = `/account/switch?${new URLSearchParams({ returnTo: link })}`;
    expect(page.html).toContain(`href="${others.replaceAll("&", "&amp;")}"`);
    const switching = await read(await other.visitor.visit(others));
    expect(switching.html).toContain(`href="/sign-in?${new URLSearchParams({ returnTo: link })}&amp;add="`);
    const out = await other.visitor.submit("/sign-out", { returnTo: link });
    expect(sent(out)).toBe(`303 ${at("/sign-in", link)}`);
  });
});

describe("somebody without an account", () => {
  test("makes one with the proven address, which needs no other mail, and then accepts", async () => {
    const person = newPerson("Grace Hopper");
    const { slug, link } = await invite(person.email);
    const visitor = newVisitor();
    const page = await read(await visitor.visit(link));
    expect(page.text).toContain(person.email);
    expect(page.html).toContain(`href="${at("/sign-up", link)}"`);
    expect(sent(await visitor.submit(link, { intent: "accept" }))).toBe(`303 ${at("/sign-in", link)}`);
    const form = await read(await visitor.visit(at("/sign-up", link)));
    expect(form.html).toMatch(new RegExp(`<input[^>]*readOnly=""[^>]*value="${person.email}"`));
    const made = await visitor.submit(at("/sign-up", link), person);
    expect(sent(made)).toBe(`303 ${link}`);
    expect([await isSignedIn(visitor), await isVerified(person.email)]).toEqual([
      true,
      { email_verified: 1 },
    ]);
    expect(sent(await visitor.submit(link, { intent: "accept" }))).toBe(`303 /organizations/${slug}`);
    expect(await allMailTo(person.email)).toHaveLength(1);
  });

  test("proves nothing by the id alone, which the inviter knows as well", async () => {
    const person = newPerson();
    const { path, id } = await invite(person.email);
    const forged = `${path}?token=${"A".repeat(43)}`;
    for (const link of [path, forged]) {
      const visitor = newVisitor();
      const mine = { ...person, password: `${person.password}!` };
      expect(sent(await visitor.submit(at("/sign-up", link), mine))).toBe("303 /verify-email");
      expect(await isSignedIn(visitor)).toBe(false);
    }
    const headers = { "x-invitation": `${id}.${"A".repeat(43)}` };
    const called = await newVisitor().call("/api/auth/sign-up/email", person, headers);
    expect(await called.json()).toMatchObject({ token: null, user: { emailVerified: false } });
    expect(await isVerified(person.email)).toEqual({ email_verified: 0 });
  });

  test("proves no other address than the invited one", async () => {
    const { email } = newPerson();
    const { link } = await invite(email);
    const other = newPerson();
    const visitor = newVisitor();
    expect(sent(await visitor.submit(at("/sign-up", link), other))).toBe("303 /verify-email");
    expect([await isSignedIn(visitor), await isVerified(other.email)]).toEqual([
      false,
      { email_verified: 0 },
    ]);
  });

  test("takes over no account that is there, confirmed or not", async () => {
    const squatted = newPerson();
    await newVisitor().submit("/sign-up", squatted);
    const { visitor: _, ...taken } = await join();
    for (const person of [squatted, taken]) {
      const { link } = await invite(person.email);
      const visitor = newVisitor();
      const before = await isVerified(person.email);
      const answer = await visitor.submit(at("/sign-up", link), {
        ...person,
        password: "another one of mine",
      });
      expect(sent(answer)).toBe("303 /verify-email");
      expect([await isSignedIn(visitor), await isVerified(person.email)]).toEqual([false, before]);
    }
  });

  test.each(["expired", "canceled", "accepted", "rejected"])(
    "an invitation that is %s proves nothing",
    async (end) => {
      const person = newPerson();
      const { link, id } = await invite(person.email);
      if (end === "expired") await change("update invitation set expires_at = 1 where id = ?", id);
      else await change("update invitation set status = ? where id = ?", end, id);
      const visitor = newVisitor();
      expect((await read(await visitor.visit(at("/sign-up", link)))).html).not.toContain(person.email);
      expect(sent(await visitor.submit(at("/sign-up", link), person))).toBe("303 /verify-email");
      expect(await isSignedIn(visitor)).toBe(false);
    },
  );
});

describe("who may join", () => {
  test("SIGN_UP=invite: an invitation lets in, by its link alone", async () => {
    const person = newPerson();
    const { link, path } = await invite(person.email);
    const there = () => newVisitor({ settings: { SIGN_UP: "invite" } });
    const plain = await read(await there().visit(path));
    expect(plain.html).not.toContain("Create account");
    expect((await there().call("/api/auth/sign-up/email", person)).status).toBe(403);
    expect((await read(await there().visit(at("/sign-up", path)))).heading).toBe("By invitation only");
    const visitor = there();
    expect((await read(await visitor.visit(link))).html).toContain("Create account");
    expect((await read(await visitor.visit(at("/sign-up", link)))).heading).toBe("Create account");
    expect(sent(await visitor.submit(at("/sign-up", link), person))).toBe(`303 ${link}`);
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test("SIGN_UP=invite: whoever proves the invited address in another way comes in, too", async () => {
    const { email } = newPerson();
    await invite(email);
    const visitor = newVisitor({ settings: { SIGN_UP: "invite" } });
    await visitor.submit("/sign-in/magic-link", { email });
    const link = await linkTo(email, /^Sign in to/);
    const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
    await visitor.submit(link, { token });
    expect(await isSignedIn(visitor)).toBe(true);
  });

  test("SIGN_UP=closed: an invitation does not let in, and the page says to sign in", async () => {
    const person = newPerson();
    const { link } = await invite(person.email);
    const visitor = newVisitor({ settings: { SIGN_UP: "closed" } });
    expect((await read(await visitor.visit(link))).html).not.toContain("Create account");
    await visitor.submit(at("/sign-up", link), person);
    expect(await isVerified(person.email)).toBeNull();
  });
});

test("an invitation that is gone says nothing of what it was, and the same as one that never was", async () => {
  const { email } = newPerson();
  const { link, id, slug } = await invite(email);
  const nowhere = await read(await newVisitor().visit("/invitations/nosuchinvitationnosuchinvitation"));
  expect([nowhere.status, nowhere.heading]).toEqual([410, "This invitation does not work"]);
  for (const status of ["canceled", "rejected", "accepted"]) {
    await change("update invitation set status = ? where id = ?", status, id);
    const page = await read(await newVisitor().visit(link));
    expect([page.status, page.heading]).toEqual([410, nowhere.heading]);
    for (const secret of [email, slug, "Difference Engines", "Charles"])
      expect(page.html).not.toContain(secret);
  }
  await change("update invitation set status = 'pending', expires_at = 1 where id = ?", id);
  const expired = await read(await newVisitor().visit(link));
  expect([expired.status, expired.heading]).toEqual([410, "This invitation has expired"]);
  expect(expired.html).not.toContain("Difference Engines");
});

test("an account whose address nobody confirmed is told to do that first", async () => {
  const person = await join();
  const { link } = await invite(person.email);
  await change("update user set email_verified = 0 where email = ?", person.email);
  const page = await read(await person.visitor.visit(link));
  expect(page.heading).toBe("Confirm your e-mail address first");
  expect((await person.visitor.submit(link, { intent: "accept" })).status).toBe(400);
});

test("a member who is invited nevertheless is told that there is nothing to accept", async () => {
  const person = await join();
  const { link, slug } = await invite(person.email);
  await change(
    "insert into member (id, organization_id, user_id, role, created_at) select ?, ?, id, 'member', 0 from user where email = ?",
    crypto.randomUUID(),
    await idOf(slug),
    person.email,
  );
  expect((await read(await person.visitor.visit(link))).heading).toBe(
    "You are a member of Difference Engines",
  );
  expect((await person.visitor.submit(link, { intent: "accept" })).status).toBe(400);
});

test("the endpoint leaves the session right as well", async () => {
  const person = await join();
  const { id, slug } = await invite(person.email);
  const called = await person.visitor.call("/api/auth/organization/accept-invitation", { invitationId: id });
  expect(called.status).toBe(200);
  expect(await activeOf(person.visitor)).toBe(await idOf(slug));
  expect(await activeOf(person.visitor, "?disableCookieCache=true")).toBe(await idOf(slug));
});
