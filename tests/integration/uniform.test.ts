import { beforeAll, expect, test } from "vitest";
import { join, newPerson } from "../support/people";
import { newVisitor, type Visitor } from "../support/visitor";

const password = "not the right one";
const unconfirmed = newPerson();
let confirmed: Awaited<ReturnType<typeof joinWithUsername>>;

beforeAll(async () => {
  confirmed = await joinWithUsername();
  await newVisitor().submit("/sign-up", unconfirmed);
});

async function joinWithUsername() {
  const { visitor, name, email } = await join();
  const username = email.slice(0, 12).replace("-", "_");
  await visitor.submit("/account", { name, username, bio: "", website: "" });
  return { email, username };
}

const signingIn = (visitor: Visitor, email: string) => visitor.submit("/sign-in", { email, password });
const signingUp = (visitor: Visitor, email: string) =>
  visitor.submit("/sign-up", { name: "Ada", email, password });

/** Everything that a stranger can ask about an address. */
const questions: Record<string, (visitor: Visitor, email: string) => Promise<Response>> = {
  "signing in": signingIn,
  "signing in, as data": (visitor, email) => visitor.submit("/sign-in.data", { email, password }),
  "signing in, at the endpoint": (visitor, email) =>
    visitor.call("/api/auth/sign-in/email", { email, password }),
  "signing up": signingUp,
  "signing up, at the endpoint": (visitor, email) =>
    visitor.call("/api/auth/sign-up/email", { name: "Ada", email, password }),
  "signing up with a weak password": (visitor, email) =>
    visitor.submit("/sign-up", { name: "Ada", email, password: "password" }),
  "a forgotten password": (visitor, email) => visitor.submit("/forgot-password", { email }),
  "a forgotten password, at the endpoint": (visitor, email) =>
    visitor.call("/api/auth/request-password-reset", { email }),
  "the link again": (visitor, email) => visitor.submit("/verify-email", { intent: "resend", email }),
  "the link again, at the endpoint": (visitor, email) =>
    visitor.call("/api/auth/send-verification-email", { email }),
};

test.each(Object.entries(questions))("ASVS 6.3.8: %s answers alike for every address", async (_, ask) => {
  const unknown = await seenBy(ask, newPerson().email);
  expect(await seenBy(ask, confirmed.email)).toEqual(unknown);
  expect(await seenBy(ask, unconfirmed.email)).toEqual(unknown);
});

test("ASVS 6.3.8: a username that nobody has and a wrong password for one that somebody has answer alike", async () => {
  const known = await seenBy(signingIn, confirmed.username);
  expect(await seenBy(signingIn, `${confirmed.username}_`)).toEqual(known);
});

test("a wrong password for an account that waits to be confirmed does not tell that it waits", async () => {
  const wrong = await newVisitor().submit("/sign-in", { email: unconfirmed.email, password });
  expect(await wrong.text()).not.toContain("Confirm your e-mail address first");
  const right = await newVisitor().submit("/sign-in", unconfirmed);
  expect(await right.text()).toContain("Confirm your e-mail address first");
});

// A hash is most of an answer's time: an answer without one takes a tenth. The fastest of five is compared, with a
// bound of twice as long, for a machine that does other things meanwhile.
test.each([
  ["signing in by address", signingIn, "email"],
  ["signing in by username", signingIn, "username"],
  ["signing up", signingUp, "email"],
] as const)("ASVS 6.3.8: %s takes about the same time, known or not", async (_, ask, by) => {
  const known = (await joinWithUsername())[by];
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  const time = async (kind: "known" | "unknown", name: string) => {
    const started = Date.now();
    await ask(newVisitor(), name);
    times[kind].push(Date.now() - started);
  };
  for (let run = 0; run < 5; run++) {
    await time("known", known);
    await time("unknown", known.replace("a", `b${run}`));
  }
  const ratio = Math.min(...times.known) / Math.min(...times.unknown);
  expect(ratio, JSON.stringify(times)).toBeGreaterThan(0.5);
  expect(ratio, JSON.stringify(times)).toBeLessThan(2);
});

test("ASVS 6.3.8: asking for a reset goes to the database as often for every address", async () => {
  const known = await newVisitor().submit("/forgot-password", { email: confirmed.email });
  const unknown = await newVisitor().submit("/forgot-password", { email: newPerson().email });
  expect(roundTrips(unknown)).toBe(roundTrips(known));
});

/** How often an answer went to the database, but for the removal of what is over, which is done now and then. */
function roundTrips({ headers }: Response): number {
  const trips: string[][] = JSON.parse(headers.get("x-d1-statements") ?? "");
  return trips.filter((statements) => !statements.some((sql) => /"expires_at" < /.test(sql))).length;
}

/** All that a stranger sees of an answer, without what differs from answer to answer by itself. */
async function seenBy(ask: (visitor: Visitor, email: string) => Promise<Response>, email: string) {
  const response = await ask(newVisitor(), email);
  const own = /^(x-request-id|x-d1-.*)$/;
  const headers = [...response.headers].filter(([name]) => !own.test(name));
  const body = await response.text();
  return {
    status: response.status,
    headers: headers.map((header) => plain(header.join(": "), email)),
    body: plain(body, email),
  };
}

function plain(text: string, email: string): string {
  return text
    .replaceAll(email, "ADDRESS")
    .replaceAll(encodeURIComponent(email), "ADDRESS")
    .replaceAll(/nonce(-|=")[\w+/=]+/g, "nonce")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replaceAll(/"id":"\w{32}"/g, "ID")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, "ID");
}
