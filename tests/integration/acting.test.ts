import { describe, expect, test, vi } from "vitest";
import { add, keptIn, whoIs } from "../support/accounts";
import { ageProof, joinAsAdmin } from "../support/admins";
import { endpoints } from "../support/endpoints";
import { allMailTo } from "../support/mailbox";
import { makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { builtRoutes, dataOf } from "../support/routes";
import { newVisitor, origin } from "../support/visitor";

const impersonated = "select * from session where impersonated_by is not null and user_id = ?";

/** An admin who acts for somebody, by the button on that person's page. */
async function act(name = "Ada Lovelace") {
  const admin = await joinAsAdmin();
  const { visitor: own, ...ada } = await join(newPerson(name));
  const userId = await userIdOf(ada.email);
  const page = `/admin/users/${userId}/access`;
  expect((await read(await admin.visitor.visit(page))).text).toContain(`Act for ${name}`);
  const begun = await admin.visitor.submit(page, { intent: "act" });
  expect(sent(begun)).toBe("303 /dashboard");
  return { admin, visitor: admin.visitor, own, ada, userId, page };
}

test("an admin acts for somebody, sees it on every page with the time left, and stops", async () => {
  const { admin, visitor, ada, userId, page } = await act();
  for (const path of ["/dashboard", "/account", "/account/activity", "/organizations"]) {
    const { text, status } = await read(await visitor.visit(path));
    expect([path, status]).toEqual([path, 200]);
    expect(text, path).toMatch(/You act for Ada Lovelace . 60 minutes left. Stop/);
  }
  expect(await whoIs(visitor)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  expect((await visitor.visit("/admin")).status).toBe(404);
  const stopped = await visitor.submit("/stop-acting", {});
  expect(sent(stopped)).toBe(`303 ${page}`);
  expect((await read(await visitor.visit(page))).message).toContain("You are yourself again.");
  expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
  expect(await rows(impersonated, userId)).toEqual([]);
  const ends = await rows(
    `select event, actor_name as actor, subject_name as subject, impersonator_name as truly from audit_event
     where subject_id = ? and event like 'admin-impersonation%' order by seq`,
    userId,
  );
  const named = { actor: admin.email, subject: ada.email, truly: null };
  expect(ends).toEqual([
    { event: "admin-impersonation-begun", ...named },
    { event: "admin-impersonation-ended", ...named },
  ]);
});

test("it lasts an hour, and cannot be made to last longer", async () => {
  const { visitor, userId } = await act();
  const session = await row<{ created_at: number; expires_at: number }>(impersonated, userId);
  expect((session?.expires_at ?? 0) - (session?.created_at ?? 0)).toBeLessThanOrEqual(60 * 60 * 1000 + 1000);
  // The cookie that says how long is in the browser's hands.
  for (const name of [...visitor.cookies.keys()])
    if (/dont_remember|session_data/.test(name)) visitor.cookies.delete(name);
  await visitor.visit("/api/auth/get-session");
  const after = await row<{ expires_at: number }>(impersonated, userId);
  expect(after?.expires_at).toBe(session?.expires_at);
  await change(
    "update session set expires_at = ? where id = (select id from session where user_id = ? and impersonated_by is not null)",
    Date.now() - 1,
    userId,
  );
  expect(await isSignedIn(visitor)).toBe(false);
});

test("nobody acts for an admin, for oneself or for somebody who is banned, and it wants a fresh proof", async () => {
  const admin = await joinAsAdmin();
  const begin = async (email: string) => {
    const body = { userId: await userIdOf(email) };
    const answer = await admin.visitor.call("/api/auth/admin/impersonate-user", body);
    return [answer.status, (await answer.json<{ code?: string }>()).code];
  };
  expect(await begin((await joinAsAdmin("Ada Lovelace")).email)).toEqual([
    403,
    "YOU_CANNOT_IMPERSONATE_ADMINS",
  ]);
  expect(await begin(admin.email)).toEqual([403, "YOU_CANNOT_IMPERSONATE_ADMINS"]);
  const banned = await join();
  await change("update user set banned = 1, ban_reason = 'Spam' where email = ?", banned.email);
  expect(await begin(banned.email)).toEqual([403, "BANNED_USER"]);
  await ageProof(admin, 11);
  expect(await begin((await join()).email)).toEqual([403, "SESSION_NOT_FRESH"]);
});

describe("what is the person's alone", () => {
  const pages = builtRoutes()
    .map(({ path }) => path)
    .filter((path) => /^\/(account|organizations)(\/|$)/.test(path));
  const isOpen = (path: string) =>
    ["/account", "/account/activity"].includes(path) ||
    (path.startsWith("/organizations") && !path.endsWith("/hand-over"));

  test("is closed on pages, in every spelling, with words for why", async () => {
    const { visitor } = await act();
    const slug = await makeOrganization(visitor);
    for (const pattern of pages) {
      const path = pattern.replace(":slug", slug).replaceAll(/:\w+/g, "none");
      const spellings = [path, dataOf(path), `${path}/`, path.toUpperCase(), path.replace("s", "%73")];
      for (const spelling of isOpen(pattern) ? [path] : spellings) {
        const { status } = await visitor.visit(spelling);
        if (isOpen(pattern)) expect(status, spelling).not.toBe(403);
        else expect([403, 404], `${spelling}: ${status}`).toContain(status);
      }
      if (!isOpen(pattern)) expect((await visitor.submit(path, { intent: "" })).status, path).toBe(403);
    }
    const { text } = await read(await visitor.visit("/account/security"));
    expect(text).toContain("Not while you act for somebody");
    expect(pages.filter((path) => !isOpen(path)).length).toBeGreaterThan(12);
    const deleted = await visitor.submit(`/organizations/${slug}/settings`, {
      intent: "delete",
      confirmation: "Analytical Engines",
    });
    expect(deleted.status).toBe(403);
  });

  /** Everything else that better-auth answers is closed; one is switched off. */
  const openEndpoints = [
    /\/sign-in\/anonymous$/,
    /\/(get-session|sign-out|ok|error|is-username-available|update-user)$/,
    /\/admin\/(stop-impersonating|has-permission)$/,
    /\/organization\/(?!(delete|hand-over|leave|accept-invitation|reject-invitation)$)/,
  ];

  test("is closed by endpoints, too", async () => {
    const { visitor } = await act();
    const closed = Object.values(endpoints)
      .flat()
      .filter((endpoint) => !openEndpoints.some((open) => open.test(endpoint)));
    expect(closed.length).toBeGreaterThan(60);
    const wellFormed = {
      name: "Eve",
      email: "eve@example.com",
      newEmail: "eve@example.com",
      password: "correct horse",
      currentPassword: "correct horse",
      newPassword: "correct horse",
      code: "123456",
      otp: "123456",
      token: "none",
      id: "none",
      provider: "google",
      providerId: "google",
      accountId: "none",
      method: "totp",
      response: { id: "none", response: {} },
      userId: "none",
      role: "admin",
      data: {},
      sessionToken: "none",
      phoneNumber: "+15551234567",
      type: "sign-in",
      username: "eve_1",
      organizationId: "none",
      invitationId: "none",
      memberId: "none",
      stayAs: "owner",
      check: "called them back",
    };
    const answers: string[] = [];
    for (const endpoint of closed) {
      const [method = "", path = ""] = endpoint.split(" ");
      const at = `${origin}/api/auth${path.replace(":id", "google").replace(":token", "none")}`;
      const json = method === "GET" ? undefined : wellFormed;
      const answer = await visitor.send(json ? at : `${at}?token=none&id=none&callbackURL=/`, {
        method,
        json,
        headers: { Origin: origin },
      });
      const isLedAway = answer.status === 302 && /problem/.test(answer.headers.get("Location") ?? "");
      const { code } = isLedAway
        ? { code: "" }
        : await answer.json<{ code: string }>().catch(() => ({ code: "" }));
      if (!isLedAway && code !== "ACTING_FOR_SOMEBODY") answers.push(`${endpoint}: ${answer.status} ${code}`);
    }
    expect(answers).toEqual([]);
    const phone = await visitor.call("/api/auth/update-user", { phoneNumber: null });
    expect(phone.status).toBe(403);
    expect((await visitor.call("/api/auth/update-user", { name: "Ada King" })).status).toBe(200);
  });
});

test("both names are in the audit log for what is done meanwhile, by pages and by endpoints", async () => {
  const { admin, visitor, ada, userId } = await act();
  await visitor.submit("/account", { name: "Ada King", username: "", bio: "", website: "" });
  await visitor.call("/api/auth/update-user", { name: "Ada Byron" });
  const slug = await makeOrganization(visitor);
  await visitor.call("/api/auth/organization/create", { name: "Second", slug: `${slug}-2` });
  await vi.waitFor(async () => {
    const noted = await rows<{ event: string; actor: string; truly: string }>(
      "select event, actor_name as actor, impersonator_name as truly from audit_event where actor_id = ? and impersonator_id is not null",
      userId,
    );
    expect(noted.map(({ event }) => event).sort()).toEqual([
      "organization-created",
      "organization-created",
      "profile-changed",
      "profile-changed",
    ]);
    for (const { actor, truly } of noted) expect([actor, truly]).toEqual([ada.email, admin.email]);
  });
});

test("the person sees that an admin acts, is sent no mail about a new device, and was not seen themselves", async () => {
  const { own, ada, userId } = await act();
  const { text } = await read(await own.visit("/account/security/sessions"));
  expect(text).toContain("An admin of this deployment");
  expect((await read(await own.visit("/account/activity"))).text).toContain(
    "An admin began to act in your name",
  );
  expect((await allMailTo(ada.email)).some(({ subject }) => /sign-in|device/i.test(subject))).toBe(false);
  const session = await row<{ id: string }>(impersonated, userId);
  await own.submit("/account/security/sessions", { intent: "end", sessionId: session?.id ?? "" });
  expect(await row(impersonated, userId)).toBeNull();
});

test("last use is the person's own", async () => {
  const admin = await joinAsAdmin();
  const { email } = await join();
  const userId = await userIdOf(email);
  await change("update last_seen set at = 1 where user_id = ?", userId);
  await admin.visitor.submit(`/admin/users/${userId}/access`, { intent: "act" });
  await change("update session set updated_at = 1 where impersonated_by is not null and user_id = ?", userId);
  admin.visitor.cookies.delete("latchkey.session_data");
  await admin.visitor.visit("/dashboard");
  await vi.waitFor(async () =>
    expect(
      await row(
        "select 1 as used from session where user_id = ? and updated_at > 1 and impersonated_by is not null",
        userId,
      ),
    ).toEqual({ used: 1 }),
  );
  expect(await row("select at from last_seen where user_id = ?", userId)).toEqual({ at: 1 });
});

test("it ends with the right to it: when the admin loses the role, and when the person gets it", async () => {
  const first = await act();
  await change("update user set role = 'admin' where email = ?", (await join()).email);
  await change("update user set role = null where email = ?", first.admin.email);
  expect(await row(impersonated, first.userId)).toBeNull();
  const second = await act();
  await change("update user set role = 'admin' where id = ?", second.userId);
  expect(await row(impersonated, second.userId)).toBeNull();
});

test("the other accounts of the browser stay, and none is on offer meanwhile", async () => {
  const admin = await joinAsAdmin();
  const { visitor: _, ...other } = await join(newPerson("Mary Somerville"));
  await add(admin.visitor, other);
  const { visitor } = admin;
  await visitor.submit("/account/switch", {
    intent: "switch",
    account: await userIdOf(admin.email),
    name: admin.name,
  });
  expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
  const kept = keptIn(visitor);
  const ada = await join();
  await visitor.submit(`/admin/users/${await userIdOf(ada.email)}/access`, { intent: "act" });
  expect(keptIn(visitor)).toEqual(kept);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  expect((await read(await visitor.visit("/dashboard"))).text).not.toContain("Mary Somerville");
  expect(sent(await visitor.visit("/sign-in?add="))).toBe("302 /dashboard");
  await visitor.submit("/stop-acting", {});
  expect(keptIn(visitor)).toEqual(kept);
  expect((await read(await visitor.visit("/account/switch"))).text).toContain("Mary Somerville");
});

test("signing out meanwhile ends the admin's own session, too", async () => {
  const { admin, visitor, userId } = await act();
  const adminId = await userIdOf(admin.email);
  await visitor.submit("/sign-out", {});
  expect(await isSignedIn(visitor)).toBe(false);
  expect([...visitor.cookies.keys()].filter((name) => /session/.test(name))).toEqual([]);
  for (const id of [adminId, userId])
    expect(
      await row(
        "select 1 from session where user_id = ? and (impersonated_by is not null or user_id = ?)",
        id,
        adminId,
      ),
    ).toBeNull();
  await vi.waitFor(async () =>
    expect(
      await row(
        "select 1 as noted from audit_event where subject_id = ? and event = 'admin-impersonation-ended'",
        userId,
      ),
    ).toEqual({ noted: 1 }),
  );
});

test("to stop when nothing was begun changes nothing", async () => {
  const { visitor } = await join();
  expect(sent(await visitor.submit("/stop-acting", {}))).toBe("303 /dashboard");
  expect(await isSignedIn(visitor)).toBe(true);
  expect((await newVisitor().submit("/stop-acting", {})).headers.get("Location")).toContain("/sign-in");
});
