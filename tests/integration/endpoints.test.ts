import { describe, expect, test } from "vitest";
import { endpoints } from "../support/endpoints";
import { exhaust } from "../support/guesses";
import { join } from "../support/people";
import { halfSignIn } from "../support/two-factor";
import { newVisitor, origin, type Visitor } from "../support/visitor";

const forPeople = [...endpoints.needSession, ...endpoints.needChallenge];

test("ASVS 8.2.1: endpoints that need a session answer strangers with 401", async () => {
  expect(await notRefused(forPeople, newVisitor())).toEqual([]);
});

test("GHSA-xg6x-h9c9-2m83: they answer somebody who is half signed in with 401, too", async () => {
  const { visitor } = await halfSignIn();
  expect(await notRefused(endpoints.needSession, visitor)).toEqual([]);
});

test("a session cookie whose signature is wrong is nobody's", async () => {
  const { visitor } = await join();
  const token = visitor.cookies.get("latchkey.session_token") ?? "";
  visitor.cookies.delete("latchkey.session_data");
  visitor.cookies.set("latchkey.session_token", token.replace(/\..*/, `.${btoa("x".repeat(32))}`));
  expect((await answerTo("GET /list-sessions", visitor)).status).toBe(401);
  expect(await (await visitor.visit("/api/auth/get-session")).json()).toBeNull();
});

test("nobody changes an account by an endpoint that is switched off", async () => {
  const { visitor } = await join();
  for (const endpoint of ["POST /delete-user", "GET /delete-user/callback"])
    expect((await answerTo(endpoint, visitor)).status, endpoint).toBeGreaterThanOrEqual(400);
  expect((await visitor.visit("/dashboard")).status).toBe(200);
});

describe("GHSA-x732-6j76-qmhm: another spelling of the path opens nothing", () => {
  const spellings: Record<string, (path: string) => string> = {
    "two slashes in front": (path) => `//api/auth${path}`,
    "two slashes inside": (path) => `/api//auth${path}`,
    "two slashes before the endpoint": (path) => `/api/auth/${path}`,
    "a slash at the end": (path) => `/api/auth${path}/`,
    "capital letters": (path) => `/API/AUTH${path}`,
    "an encoded letter": (path) => `/api/auth${path.replace("s", "%73")}`,
    "an encoded slash": (path) => `/api/auth%2F${path.slice(1)}`,
    "data of a page": (path) => `/api/auth${path}.data`,
    "a dot": (path) => `/api/auth/.${path}`,
  };

  test.each(Object.entries(spellings))("%s: for a stranger", async (_, spell) => {
    for (const endpoint of forPeople) {
      const { status } = await answerTo(endpoint, newVisitor(), spell);
      expect([401, 404, 405, 400, 301, 302, 308], `${endpoint}: ${status}`).toContain(status);
    }
  });

  test("and no attempt goes uncounted by it", async () => {
    const { visitor: _signedIn, ...person } = await join();
    const guess = async (spell: (path: string) => string) =>
      (await newVisitor().call(origin + spell("/sign-in/email"), { ...person, password: "wrong" })).status;
    await exhaust(person.email);
    for (const [name, spell] of Object.entries(spellings))
      expect([404, 405, 429], name).toContain(await guess(spell));
  });
});

/** The endpoints that answer this visitor with anything but 401. */
async function notRefused(asked: string[], visitor: Visitor) {
  const answers: string[] = [];
  for (const endpoint of asked) answers.push(`${endpoint}: ${(await answerTo(endpoint, visitor)).status}`);
  return answers.filter((answer) => !answer.endsWith(": 401"));
}

/** Calls an endpoint with everything that some endpoint asks for. */
async function answerTo(endpoint: string, visitor: Visitor, spell = (path: string) => `/api/auth${path}`) {
  const [method = "", path = ""] = endpoint.split(" ");
  const at = origin + spell(path.replace(":id", "google").replace(":token", "none"));
  // One of the two names alone, or it is malformed.
  const { permission: _, ...others } = wellFormed;
  const json = method === "GET" ? undefined : path.endsWith("/has-permission") ? others : wellFormed;
  return visitor.send(json ? at : `${at}?id=none&roleName=none`, {
    method,
    json,
    headers: { Origin: origin },
  });
}

const wellFormed = {
  name: "Mallory",
  email: "mallory@example.com",
  newEmail: "mallory@example.com",
  password: "correct horse battery",
  currentPassword: "correct horse battery",
  newPassword: "correct horse battery",
  code: "123456",
  token: "none",
  id: "none",
  provider: "google",
  providerId: "google",
  accountId: "none",
  method: "totp",
  response: { id: "none", response: {} },
  otp: "123456",
  userId: "none",
  userIds: ["none"],
  banReason: "none",
  role: "admin",
  data: {},
  permissions: { user: ["list"] },
  sessionToken: "none",
  slug: "none",
  organizationId: "none",
  invitationId: "none",
  memberId: "none",
  memberIdOrEmail: "none",
  stayAs: "owner",
  teamId: "none",
  roleName: "none",
  permission: { member: ["create"] },
};
