import { describe, expect, test } from "vitest";
import { ageProof, joinAsAdmin } from "../support/admins";
import { join } from "../support/people";
import { builtRoutes, dataOf } from "../support/routes";
import { newVisitor } from "../support/visitor";

const pages = builtRoutes()
  .map(({ path }) => path.replaceAll(/:\w+/g, "nobody"))
  .filter((path) => /^\/admin(\/|$)/.test(path) && path !== "/admin/claim");

test("the walk knows the pages of the console", () => {
  expect(pages).toContain("/admin");
  expect(pages).toContain("/admin/audit-log");
});

describe.each(pages)("%s", (page) => {
  test("V8.2.1: strangers are sent to sign in, and for everybody who is no admin there is no such page", async () => {
    const stranger = await newVisitor().visit(page);
    expect([stranger.status, stranger.headers.get("Location")]).toEqual([
      302,
      `/sign-in?returnTo=${encodeURIComponent(page)}`,
    ]);
    const { visitor } = await join();
    for (const path of [page, dataOf(page), `${page}/`, page.toUpperCase()])
      for (const method of ["GET", "POST", "PUT", "DELETE"]) {
        const form = method === "GET" ? undefined : { intent: "" };
        const { status } = await visitor.send(path, { method, form });
        expect(status, `${method} ${path}`).toBe(404);
      }
  });

  test("V7.5.3: an admin proves who they are on entry, and a form that was opened in time is still taken", async () => {
    const admin = await joinAsAdmin();
    const open = await admin.visitor.visit(page);
    expect(open.headers.get("Location") ?? "").not.toContain("/account/confirm");
    await ageProof(admin, 31);
    const late = await admin.visitor.visit(page);
    expect(late.status).toBe(303);
    expect(late.headers.get("Location")).toBe(`/account/confirm?${new URLSearchParams({ returnTo: page })}`);
    const form = await admin.visitor.submit(page, { intent: "none-such" });
    expect(form.headers.get("Location") ?? "").not.toContain("/account/confirm");
    await ageProof(admin, 30);
    expect((await admin.visitor.submit(page, { intent: "none-such" })).headers.get("Location")).toContain(
      "/account/confirm",
    );
  });
});

test("V7.5.3: endpoints of admins ask for the same proof, and answer nobody else", async () => {
  const admin = await joinAsAdmin();
  const list = "/api/auth/admin/list-users?limit=1";
  expect((await admin.visitor.visit(list)).status).toBe(200);
  await ageProof(admin, 61);
  const refused = await admin.visitor.visit(list);
  expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([403, "SESSION_NOT_FRESH"]);
  expect((await (await join()).visitor.visit(list)).status).toBe(403);
  expect((await newVisitor().visit(list)).status).toBe(401);
});
