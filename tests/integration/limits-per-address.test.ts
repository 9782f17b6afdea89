import { expect, test } from "vitest";
import { exhaust } from "../support/guesses";
import { newPerson } from "../support/people";
import { newVisitor, type Visitor } from "../support/visitor";

const endpoint = "/api/auth/sign-in/email";

test.each([
  ["one IPv4 address", () => "203.0.113.7", 60],
  [
    "one IPv6 network of /64 (CVE-2026-45364)",
    (n: number) => `2001:db8:1:2:${n.toString(16)}::${n.toString(16)}`,
    60,
  ],
  ["one address, whatever X-Forwarded-For says", () => "203.0.113.8", 60],
  [
    "IPv6 networks next to each other",
    (n: number) => `2001:db8:2:${n.toString(16)}::1`,
    Number.POSITIVE_INFINITY,
  ],
])("attempts from %s", async (_, addressOf, max) => {
  for (let attempt = 1; attempt <= 62; attempt++) {
    const headers = { "X-Forwarded-For": `198.51.100.${attempt}`, "X-Real-IP": `198.51.100.${attempt}` };
    const visitor = newVisitor({ ip: addressOf(attempt) });
    const reset = { token: "none", newPassword: "correct horse" };
    const { status } = await visitor.call("/api/auth/reset-password", reset, headers);
    expect(status, `attempt ${attempt}`).toBe(attempt > max ? 429 : 400);
  }
});

test.each<[string, (visitor: Visitor) => Promise<Response>]>([
  ["signing in", (visitor) => visitor.submit("/sign-in", { email: over.email, password: "wrong" })],
  [
    "signing in, at the endpoint",
    (visitor) => visitor.call(endpoint, { email: over.email, password: "wrong" }),
  ],
  ["signing up", (visitor) => visitor.submit("/sign-up", { ...newPerson(), password: "password" })],
  ["asking for a reset", (visitor) => visitor.submit("/forgot-password", { email: newPerson().email })],
  [
    "asking for the link again",
    (visitor) => visitor.submit("/verify-email", { intent: "resend", email: over.email }),
  ],
  [
    "confirming an address",
    (visitor) => visitor.submit("/verify-email", { intent: "confirm", token: "none" }),
  ],
  [
    "a username that may be free",
    (visitor) => visitor.call("/api/auth/is-username-available", { username: "somebody" }),
  ],
  [
    "an answer with a passkey",
    (visitor) => visitor.call("/sign-in/passkey", { response: { id: "none", response: {} } }),
  ],
])("from one address %s is limited", async (_, attempt) => {
  await exhaust(over.email);
  const visitor = newVisitor();
  for (let times = 0; times < 60; times++) await attempt(visitor);
  const refused = await attempt(visitor);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});

/** Whose password cannot be guessed any more, so that no attempt costs a hash. */
const over = newPerson();

test("what nobody guesses at has better-auth's own limit, and its answer names the wait as programs expect", async () => {
  const visitor = newVisitor();
  for (let times = 0; times < 100; times++) expect((await visitor.visit("/api/auth/ok")).status).toBe(200);
  const refused = await visitor.visit("/api/auth/ok");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
});
