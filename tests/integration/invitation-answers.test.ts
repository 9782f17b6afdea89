import { describe, expect, test } from "vitest";
import { at, invite } from "../support/invited";
import { linkTo } from "../support/mailbox";
import { idOf } from "../support/organizations";
import { read, sent } from "../support/page";
import { join, newPerson, signIn } from "../support/people";
import { change, row } from "../support/records";
import { nextCode, turnOnTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

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
