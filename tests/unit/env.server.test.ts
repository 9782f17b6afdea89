import { describe, expect, test } from "vitest";
import { EnvironmentError, environment, isLoopback, parseEnv } from "~/env.server";

const DB = { prepare: () => undefined };
const local = { DB, BETTER_AUTH_URL: "http://localhost:8788", BETTER_AUTH_SECRET: "a".repeat(32) };
const deployed = {
  ...local,
  BETTER_AUTH_URL: "https://id.example.com",
  EMAIL_TRANSPORT: "resend",
  RESEND_API_KEY: "re_1",
};

/** The names at the head of each line of the list. */
function namesOf(bindings: object) {
  try {
    parseEnv(bindings);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return [...error.message.matchAll(/^✖ (\w+): /gm)].map(([, name]) => name);
  }
  return [];
}

test("a complete configuration is taken, with defaults for the rest", () => {
  expect(parseEnv(local)).toMatchObject({
    APP_NAME: "Latchkey",
    EMAIL_TRANSPORT: "outbox",
    SESSION_EXPIRES_IN_DAYS: 7,
    SESSION_UPDATE_AGE_HOURS: 24,
    TRUSTED_ORIGINS: [],
  });
  expect(namesOf(deployed)).toEqual([]);
});

test("everything that is missing is named at once", () => {
  expect(namesOf({ EMAIL_TRANSPORT: "resend" })).toEqual([
    "DB",
    "BETTER_AUTH_URL",
    "BETTER_AUTH_SECRET",
    "RESEND_API_KEY",
  ]);
  expect(
    namesOf({
      BETTER_AUTH_URL: "http://id.example.com",
      BETTER_AUTH_SECRET: "short",
      EMAIL_TRANSPORT: "smtp",
    }),
  ).toEqual(["DB", "BETTER_AUTH_SECRET", "SMTP_URL", "BETTER_AUTH_URL"]);
});

test("each entry says how to mend it", () => {
  expect(() => parseEnv({ DB, BETTER_AUTH_URL: "http://localhost" })).toThrow("openssl rand -base64 32");
  expect(() => parseEnv({ ...local, DB: undefined })).toThrow("[[d1_databases]]");
});

test("the outbox, where anybody reads every mail, is refused off loopback", () => {
  expect(namesOf({ ...deployed, EMAIL_TRANSPORT: "outbox" })).toEqual(["EMAIL_TRANSPORT"]);
  expect(namesOf({ ...deployed, EMAIL_TRANSPORT: undefined })).toEqual(["EMAIL_TRANSPORT"]);
});

test("off loopback there is https only", () => {
  expect(namesOf({ ...deployed, BETTER_AUTH_URL: "http://id.example.com" })).toEqual(["BETTER_AUTH_URL"]);
});

test("records are looked up by https, or on this machine", () => {
  expect(namesOf({ ...deployed, DNS_RESOLVER_URL: "https://dns.example/dns-query" })).toEqual([]);
  expect(namesOf({ ...deployed, DNS_RESOLVER_URL: "http://127.0.0.1:8053/dns-query" })).toEqual([]);
  for (const DNS_RESOLVER_URL of ["http://dns.example/dns-query", "ftp://dns.example", "1.1.1.1"])
    expect(namesOf({ ...deployed, DNS_RESOLVER_URL })).toEqual(["DNS_RESOLVER_URL"]);
});

test.each([
  ["http://localhost:8788", true],
  ["http://127.0.0.1", true],
  ["http://127.9.9.9:1", true],
  ["http://127.1", true],
  ["http://[::1]:8788", true],
  ["http://localhost.evil.example", false],
  ["http://127.0.0.1.evil.example", false],
  ["http://127.evil.example", false],
  ["http://evil.example#localhost", false],
  ["http://localhost@evil.example", false],
  ["http://192.168.0.1", false],
  ["http://0.0.0.0", false],
])("%s reaches this machine only: %s", (address, isLocal) => {
  expect(isLoopback(address)).toBe(isLocal);
});

test.each([
  [
    "a path on the base URL is left off",
    { BETTER_AUTH_URL: "http://localhost:8788/app/" },
    { BETTER_AUTH_URL: "http://localhost:8788" },
  ],
  [
    "origins come as a list",
    { TRUSTED_ORIGINS: " https://a.example , ,https://b.example" },
    { TRUSTED_ORIGINS: ["https://a.example", "https://b.example"] },
  ],
  ["numbers come as text", { SESSION_EXPIRES_IN_DAYS: "14" }, { SESSION_EXPIRES_IN_DAYS: 14 }],
])("%s", (_, given, read) => {
  expect(parseEnv({ ...local, ...given })).toMatchObject(read);
});

test.each([
  ["BETTER_AUTH_URL", "localhost:8788"],
  ["BETTER_AUTH_URL", "ftp://localhost"],
  ["BETTER_AUTH_SECRET", "é".repeat(15)],
  ["EMAIL_TRANSPORT", "pigeon"],
  ["SMTP_URL", "http://mail.example.com"],
  ["APP_NAME", " "],
  ["SESSION_EXPIRES_IN_DAYS", "0"],
  ["SESSION_EXPIRES_IN_DAYS", "soon"],
  ["SESSION_UPDATE_AGE_HOURS", "-1"],
])("%s cannot be %j", (name, value) => {
  expect(namesOf({ ...local, [name]: value })).toEqual([name]);
});

describe("rotation of secrets", () => {
  const [newest, oldest] = ["n".repeat(32), "o".repeat(32)];

  test("newest first, each with its version", () => {
    const { BETTER_AUTH_SECRETS } = parseEnv({ ...local, BETTER_AUTH_SECRETS: `2:${newest}, 1:${oldest}` });
    expect(BETTER_AUTH_SECRETS).toEqual([
      { version: 2, value: newest },
      { version: 1, value: oldest },
    ]);
  });

  test("a secret may hold a colon", () => {
    const { BETTER_AUTH_SECRETS } = parseEnv({ ...local, BETTER_AUTH_SECRETS: `1:${newest}:rest` });
    expect(BETTER_AUTH_SECRETS).toEqual([{ version: 1, value: `${newest}:rest` }]);
  });

  test.each([
    "x",
    newest,
    `2:short,1:${oldest}`,
    `0:${newest}`,
    `one:${newest}`,
    `1.5:${newest}`,
    `2:${newest},`,
  ])("anything else is refused: %s", (text) => {
    expect(namesOf({ ...local, BETTER_AUTH_SECRETS: text })).toEqual(["BETTER_AUTH_SECRETS"]);
  });
});

test("every setting has a line that says what it is for", () => {
  for (const [name, schema] of Object.entries(environment.shape))
    expect([name, schema.description]).toEqual([name, expect.stringMatching(/^[\w`].{10,}/)]);
});
