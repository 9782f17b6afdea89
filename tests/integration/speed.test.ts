import { expect, test, vi } from "vitest";
import { later } from "../support/clock";
import { join, signIn } from "../support/people";
import { change, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const cachedCookie = "latchkey.session_data";

test("a guarded page asks the database never with the cached session, once without", async () => {
  const { visitor } = await join();
  for (const path of ["/dashboard", "/dashboard.data"]) {
    expect(roundTrips(await visitor.visit(path)), path).toBe(0);
    visitor.cookies.delete(cachedCookie);
    const response = await visitor.visit(path);
    expect([response.status, roundTrips(response)], path).toEqual([200, 1]);
  }
});

test("visitors and strangers cost no query, on any page of theirs", async () => {
  for (const path of [
    "/",
    "/sign-in",
    "/sign-up",
    "/forgot-password",
    "/verify-email",
    "/dashboard",
    "/nothing",
  ])
    expect(roundTrips(await newVisitor().visit(path)), path).toBe(0);
});

test("the cached session is signed to end after 60 seconds, for the browser and inside", async () => {
  const { visitor: _, ...person } = await join();
  const visitor = newVisitor();
  const response = await signIn(visitor, person);
  const cookie = response.headers.getSetCookie().find((set) => set.startsWith(`${cachedCookie}=`)) ?? "";
  expect(cookie).toMatch(/; Max-Age=60;/i);
  const { expiresAt } = JSON.parse(atob(decodeURIComponent(visitor.cookies.get(cachedCookie) ?? "")));
  expect(expiresAt - Date.now()).toBeLessThanOrEqual(60_000);
  expect(expiresAt - Date.now()).toBeGreaterThan(50_000);
});

test("whoever changes the end of the cached session is asked for at the database", async () => {
  const { visitor, email } = await join();
  const cached = JSON.parse(atob(decodeURIComponent(visitor.cookies.get(cachedCookie) ?? "")));
  await change("delete from session where user_id = ?", await userIdOf(email));
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  visitor.cookies.set(cachedCookie, btoa(JSON.stringify({ ...cached, expiresAt: cached.expiresAt + 1 })));
  expect((await visitor.visit("/dashboard")).status).toBe(302);
});

test("a session that is gone from D1 is refused after 60 seconds at the latest, and at once where something changes", async () => {
  const { visitor, email } = await join();
  await change("delete from session where user_id = ?", await userIdOf(email));
  const form = { name: "Mallory", username: "", bio: "", website: "" };
  const cookies = new Map(visitor.cookies);
  const changed = await visitor.submit("/account", form);
  expect([changed.status, changed.headers.get("location")]).toEqual([302, "/sign-in?returnTo=%2Faccount"]);
  for (const [name, value] of cookies) visitor.cookies.set(name, value);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
  later(61);
  for (const path of ["/dashboard", "/account", "/account/security/sessions.data"])
    expect([202, 302], path).toContain((await visitor.visit(path)).status);
  expect(await (await visitor.visit("/api/auth/get-session")).json()).toBe(null);
});

test("what changes something asks the database whether the session is still there, cached or not", async () => {
  const { visitor } = await join();
  const asksForSession = ({ headers }: Response) =>
    /"session\\?"\.\\"token\\" = /.test(headers.get("x-d1-statements") ?? "");
  for (const path of [
    "/account",
    "/account/security/password",
    "/account/security/two-factor",
    "/account/security/passkeys",
  ]) {
    expect(asksForSession(await visitor.visit(path)), path).toBe(false);
    expect(asksForSession(await visitor.submit(path, {})), path).toBe(true);
  }
});

test("ASVS 7.4.1: signing out ends this browser at once, and its cookies are worth nothing a minute later", async () => {
  const { visitor } = await join();
  const stolen = newVisitor();
  for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value);
  await visitor.submit("/sign-out", {});
  expect((await visitor.visit("/dashboard")).status).toBe(302);
  expect((await stolen.submit("/account/security/sessions", { intent: "end-others" })).status).toBe(302);
  for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value);
  later(61);
  expect((await stolen.visit("/dashboard")).status).toBe(302);
});

test("ending a session, or changing the password, ends the others for every change at once", async () => {
  const { visitor, ...person } = await join();
  const other = newVisitor();
  await signIn(other, person);
  await visitor.submit("/account/security/sessions", { intent: "end-others" });
  expect((await other.submit("/account/security/sessions", { intent: "end-others" })).status).toBe(302);
  expect((await other.visit("/dashboard")).status).toBe(302);
});

test("services are made once for an isolate, for requests one after the other and at once", async () => {
  const log = vi.spyOn(console, "log").mockReturnValue();
  const settings = { APP_NAME: "Counted once" };
  await newVisitor({ settings }).visit("/sign-in");
  await Promise.all(Array.from({ length: 20 }, () => newVisitor({ settings }).visit("/sign-in")));
  const made = log.mock.calls.filter(([line]) => String(line).includes("services made"));
  log.mockRestore();
  expect(made).toHaveLength(1);
});

function roundTrips(response: Response): number {
  return Number(response.headers.get("x-d1-queries"));
}
