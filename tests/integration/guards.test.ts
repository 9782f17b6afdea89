import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { allMailTo } from "../support/mailbox";
import { join } from "../support/people";
import { type BuiltRoute, builtRoutes, dataOf, formIntents } from "../support/routes";
import { halfSignIn } from "../support/two-factor";
import { deployed, newVisitor, origin, type Visitor } from "../support/visitor";

/** Routes that anybody may enter. Every other route of the build has to be guarded. */
const openRoutes = [
  "routes/home",
  "routes/sign-in/index",
  "routes/sign-in/magic-link",
  "routes/sign-in/email-code",
  "routes/sign-in/phone",
  "routes/sign-in/passkey",
  "routes/sign-in/go-on",
  "routes/sign-in/social",
  "routes/sign-in/anonymous",
  "routes/sign-in/problem",
  "routes/sign-up",
  "routes/forgot-password",
  "routes/forgot-password.phone",
  "routes/verify-email",
  "routes/reset-password",
  "routes/not-me",
  "routes/invitations/$invitationId",
  "routes/undo-email-change",
  "routes/sign-out",
  "routes/theme",
  "routes/avatars/$key",
  "routes/api/auth/$",
  "routes/api/health",
  "routes/api/housekeeping",
  "routes/well-known/change-password",
  "routes/well-known/passkey-endpoints",
  "routes/well-known/security-txt",
  "routes/not-found",
];

const routes = builtRoutes();
const guarded = routes.filter(({ id }) => !openRoutes.includes(id));
const loopbackOnly = guarded.filter(({ id }) => id.startsWith("routes/outbox/"));
const halfSignedIn = guarded.filter(({ id }) =>
  /^routes\/sign-in\/(two-factor(\.code)?|backup-code)$/.test(id),
);
const signedIn = guarded.filter((route) => ![...loopbackOnly, ...halfSignedIn].includes(route));

test("the list of open routes names nothing that is gone", () => {
  expect(openRoutes.filter((id) => !routes.some((route) => route.id === id))).toEqual([]);
  expect([loopbackOnly.length, halfSignedIn.length]).toEqual([3, 3]);
  expect(signedIn.length).toBeGreaterThanOrEqual(8);
});

describe.each(signedIn)("$path ($id)", (route) => {
  test("turns strangers away, however they ask", async () => {
    await expectRefused(route, newVisitor(), { queries: 0, everyWay: true });
  });

  test("turns away somebody with forged cookies", async () => {
    const visitor = newVisitor();
    visitor.cookies.set("latchkey.session_token", `${"a".repeat(32)}.${btoa("b".repeat(32))}`);
    visitor.cookies.set("latchkey.session_data", btoa(JSON.stringify({ session: { user: { id: "1" } } })));
    await expectRefused(route, visitor, { queries: 0 });
  });
});

test("GHSA-xg6x-h9c9-2m83: a password alone opens no guarded page when a second factor is on", async () => {
  const { visitor, person } = await halfSignIn();
  for (const route of signedIn) await expectRefused(route, visitor, { secrets: [person.email] });
});

test("the pages of the second step turn away who has given no password, and who is signed in already", async () => {
  const { visitor, email } = await join();
  for (const route of halfSignedIn) {
    await expectRefused(route, newVisitor(), { queries: 0, everyWay: true });
    await expectRefused(route, visitor, { secrets: [email] });
  }
});

test("off this machine the outbox does not exist, for strangers and for people who are signed in", async () => {
  const { visitor, email } = await join();
  expect(await allMailTo(email)).not.toEqual([]);
  for (const route of loopbackOnly) {
    const headers = { "x-test-env": JSON.stringify(deployed.settings) };
    const expected = { secrets: [email, "Confirm your e-mail address"], headers, queries: 0 };
    await expectRefused(route, newVisitor(), expected);
    await expectRefused(route, visitor, expected);
  }
});

interface Expected {
  /** What must not be in any answer. */
  secrets?: string[];
  headers?: Record<string, string>;
  /** How often an answer may go to the database at most. */
  queries?: number;
  /** Odd spellings of the address with every method, not with GET alone. */
  everyWay?: boolean;
}

/** Asks for one route in every way that there is, and expects a redirect or an error, and no data. */
async function expectRefused({ id, path }: BuiltRoute, visitor: Visitor, expected: Expected) {
  const rows = await countRows();
  const cookies = new Map(visitor.cookies);
  for (const { url, method, form } of waysToAsk(path, id, expected.everyWay)) {
    const response = await visitor.send(origin + url, {
      method,
      form,
      headers: { Origin: origin, ...expected.headers },
    });
    const body = await response.text();
    const way = `${method} ${url} ${JSON.stringify(form ?? {})}`;
    expect(refusals, `${way} answered ${response.status}: ${body.slice(0, 200)}`).toContain(response.status);
    if (response.status === 202 && method !== "HEAD")
      expect(body, way).toMatch(/"redirect","\/(sign-in|dashboard)/);
    for (const secret of expected.secrets ?? []) expect(body, way).not.toContain(secret);
    if (expected.queries !== undefined)
      expect(Number(response.headers.get("x-d1-queries")), way).toBeLessThanOrEqual(expected.queries);
    visitor.cookies.clear();
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
  }
  expect(await countRows(), `${path} changed nothing`).toEqual(rows);
}

const refusals = [202, 301, 302, 303, 400, 401, 403, 404, 405];
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function* waysToAsk(path: string, id: string, everyWay = false) {
  const data = dataOf(path);
  const plain = [path, data, `${data}?_routes=${encodeURIComponent(id)}`];
  const odd = [
    path.toUpperCase(),
    data.toUpperCase().replace(".DATA", ".data"),
    `/${path}`,
    `/${data}`,
    `//${path}`,
    path.replace(/(.)\//, "$1//"),
    `${path}/`,
    `${path}/_.data`,
    `${path}/.data`,
    `/.${path}`,
    `/api/auth/..${path}`,
    path.replace(/[a-z]/, percentEncoded),
    data.replace(/[a-z]/g, percentEncoded).replace(/%2E/i, "."),
    path.replaceAll("/", "%2F").replace("%2F", "/"),
    `${path};x=1`,
    `${path}?index`,
    `${data}?index`,
    `${data}?index&_routes=${encodeURIComponent(id)}`,
    `${data}?_routes=`,
  ];
  for (const url of plain) for (const method of methods) yield { url, method, form: undefined };
  for (const url of odd)
    for (const method of everyWay ? methods : ["GET"]) yield { url, method, form: undefined };
  const forms = formIntents().map((intent) => ({ ...filledIn, intent }));
  for (const url of [...plain, `${path}?index`, `${data}?index`])
    for (const form of forms) yield { url, method: "POST", form };
}

/** Every field that some form has. */
const filledIn = {
  name: "Mallory",
  username: "mallory",
  bio: "",
  website: "",
  id: "1",
  sessionId: "1",
  code: "123456",
  token: "x",
  email: "mallory@example.com",
  password: "correct horse battery",
  currentPassword: "correct horse battery",
  newPassword: "correct horse battery",
  newEmail: "mallory@example.com",
};

function percentEncoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}

/** How much there is in each table that a form writes to; attempts are counted whoever asks. */
async function countRows() {
  const tables = ["user", "session", "account", "two_factor", "passkey", "profile"];
  const counts = tables.map((table) => env.DB.prepare(`select count(*) as total from "${table}"`));
  return (await env.DB.batch<{ total: number }>(counts)).map(({ results: [row] }) => row?.total);
}
