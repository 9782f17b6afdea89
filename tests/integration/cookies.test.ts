import { describe, expect, test } from "vitest";
import { join, newPerson, signIn } from "../support/people";
import { nextCode, turnOnTwoFactor } from "../support/two-factor";
import { deployed, newVisitor, type Visitor } from "../support/visitor";

describe.each([
  {
    scheme: "https",
    browser: deployed,
    prefix: "__Host-",
    attributes: ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"],
  },
  { scheme: "http", browser: {}, prefix: "", attributes: ["HttpOnly", "Path=/", "SameSite=Lax"] },
])("on $scheme", ({ browser, prefix, attributes }) => {
  test("ASVS 3.3.1, 3.3.2, 3.3.4, 3.3.5: every cookie of every flow is out of reach and small", async () => {
    const answers = await everyFlow(newVisitor(browser));
    const cookies = answers.flatMap(({ headers }) => headers.getSetCookie());
    const names = new Set(cookies.map((cookie) => cookie.split("=")[0]));
    const signedIn = ["session_token", "session_data", "two_factor", "trust_device", "better-auth-passkey"];
    const expected = [
      ...signedIn.map((name) => `latchkey.${name}`),
      "theme",
      "message",
      "pending_address",
      "last_way",
      "halfway",
      "device",
    ];
    expect([...names]).toEqual(expect.arrayContaining(expected.map((name) => prefix + name)));
    for (const cookie of cookies) {
      const [pair = "", ...said] = cookie.split(/; */);
      expect(pair.startsWith(prefix), cookie).toBe(true);
      const own = said
        .filter((attribute) => !/^(max-age|expires)=/i.test(attribute))
        .map(titled)
        .toSorted();
      expect(own, cookie).toEqual(attributes);
      expect(pair.length, pair.slice(0, 40)).toBeLessThan(4096);
    }
  });

  test("ASVS 3.3.4: no body holds what a cookie is worth", async () => {
    const visitor = newVisitor(browser);
    for (const { body, headers } of await everyFlow(visitor))
      for (const secret of [...worthOf(visitor), ...headers.getSetCookie().map(secretIn)].filter(isSecret)) {
        expect(body).not.toContain(secret);
        expect(body).not.toContain(decodeURIComponent(secret));
      }
  });
});

test("ASVS 14.3.1: signing out clears what the browser kept, but no cookies of trusted devices or others", async () => {
  const { visitor } = await join();
  for (const path of ["/sign-out", "/sign-out.data"]) {
    const { headers } = await visitor.submit(path, {});
    expect(headers.get("clear-site-data")).toBe('"cache", "storage"');
  }
});

test("no page shows a session's token, and the list of devices has none in its data", async () => {
  const { visitor } = await join();
  const token = (visitor.cookies.get("latchkey.session_token") ?? "").split(".")[0] ?? "";
  expect(token.length).toBeGreaterThanOrEqual(32);
  for (const path of ["/account/security/sessions", "/dashboard", "/account"])
    for (const url of [path, `${path}.data`])
      expect(await (await visitor.visit(url)).text(), url).not.toContain(token);
});

test('without "keep me signed in" the session ends with the browser', async () => {
  const { visitor: _visitor, email, password } = await join();
  const response = await newVisitor().submit("/sign-in", { email, password });
  const cookie = response.headers.getSetCookie().find((set) => set.startsWith("latchkey.session_token="));
  expect(cookie).toBeDefined();
  expect(cookie).not.toMatch(/max-age|expires/i);
});

describe("well-known addresses", () => {
  test("change-password leads to the form, and an address that must not exist does not", async () => {
    const { status, headers } = await newVisitor().visit("/.well-known/change-password");
    expect([status, headers.get("location")]).toEqual([302, "/account/security/password"]);
    const probe = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200";
    expect((await newVisitor().visit(probe)).status).toBe(404);
  });

  test("passkey-endpoints names whole addresses", async () => {
    const response = await newVisitor(deployed).visit("/.well-known/passkey-endpoints");
    const page = "https://id.example.com/account/security/passkeys";
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ enroll: page, manage: page });
  });

  test("RFC 9116: security.txt names a contact, its own address and an end within a year", async () => {
    const response = await newVisitor(deployed).visit("/.well-known/security.txt");
    const text = await response.text();
    const ends = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? "").getTime() - Date.now();
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(text).toMatch(/^Contact: (mailto:|https:).+@?.+$/m);
    expect(text).toContain("Canonical: https://id.example.com/.well-known/security.txt");
    expect([ends > 0, ends < 365 * 24 * 60 * 60 * 1000]).toEqual([true, true]);
  });
});

/** Everything that sets a cookie, and every endpoint that tells about a session. */
async function everyFlow(visitor: Visitor) {
  const answers: { headers: Headers; body: string }[] = [];
  const keep = async (response: Response) => {
    answers.push({ headers: response.headers, body: await response.clone().text() });
    return response;
  };
  // The account is made where mails are kept; it is the same database.
  const { visitor: elsewhere, ...person } = await join();
  await keep(await visitor.submit("/theme", { theme: "dark" }));
  await keep(await visitor.submit("/sign-up", newPerson()));
  await keep(await visitor.visit("/sign-in/passkey"));
  await keep(await signIn(visitor, person));
  for (const path of ["/dashboard", "/account/security/sessions", "/account/security/passkeys/new"])
    await keep(await visitor.visit(path));
  for (const path of ["get-session", "list-sessions", "list-accounts"])
    await keep(await visitor.visit(`/api/auth/${path}`));
  await keep(await visitor.submit("/account", { name: "Ada", username: "", bio: "", website: "" }));
  const { secret } = await turnOnTwoFactor(elsewhere, person.password);
  await keep(await visitor.submit("/sign-out", {}));
  await keep(await signIn(visitor, person));
  const code = await nextCode(secret);
  await keep(await visitor.submit("/sign-in/two-factor", { code, trustDevice: "on" }));
  await keep(await visitor.visit("/dashboard"));
  await keep(await visitor.call("/api/auth/sign-out", {}));
  await keep(
    await visitor.call("/api/auth/sign-in/email", { email: person.email, password: person.password }),
  );
  return answers;
}

function worthOf(visitor: Visitor): string[] {
  return [...visitor.cookies]
    .filter(([name]) => /session|two_factor|trust_device/.test(name))
    .map(([, value]) => value);
}

function secretIn(cookie: string): string {
  const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
  return /theme|message|pending_address|last_way|halfway/.test(name) ? "" : value;
}

function isSecret(value: string): boolean {
  return value.length > 16;
}

function titled(attribute: string): string {
  return attribute.replace(/^httponly$/i, "HttpOnly").replace(/samesite=lax/i, "SameSite=Lax");
}
