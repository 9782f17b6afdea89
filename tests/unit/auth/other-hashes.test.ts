import { hashSync } from "bcryptjs";
import { hashPassword as betterAuthHash } from "better-auth/crypto";
import { expect, test, vi } from "vitest";
import { readOtherHash } from "~/auth/other-hashes";
import { needsRehash, verifyPassword } from "~/auth/password.server";
import { takeHash } from "../../../scripts/moving/hashes";
import { otherHashes } from "../../support/other-hashes";

// A million rounds take their time.
vi.setConfig({ testTimeout: 60_000 });

function taken(digest: string, hasher?: string): string {
  const hash = takeHash(digest, hasher);
  if ("problem" in hash) throw new Error(hash.problem);
  return hash.hash;
}

test.each(Object.entries(otherHashes))("%s opens for its password, and is made anew", async (_, hashed) => {
  const hash = taken(hashed.digest, hashed.hasher);
  expect(await verifyPassword({ hash, password: hashed.password })).toBe(true);
  expect(await verifyPassword({ hash, password: `${hashed.password} ` })).toBe(false);
  expect(needsRehash(hash)).toBe(true);
  // What is kept is kept when it moves once more.
  expect(taken(hash)).toBe(hash);
});

test("a hash that better-auth makes today opens", async () => {
  const hash = taken(await betterAuthHash("ﬁnance office"));
  expect(await verifyPassword({ hash, password: "ﬁnance office" })).toBe(true);
  expect(await verifyPassword({ hash, password: "finance officer" })).toBe(false);
});

test("bcrypt sees 72 bytes, wherever a character ends", async () => {
  const hash = hashSync("é".repeat(36), 4);
  expect(await verifyPassword({ hash, password: "é".repeat(36) })).toBe(true);
  expect(await verifyPassword({ hash, password: `${"é".repeat(35)}e` })).toBe(false);
});

test.each([
  ["bcrypt", `$2b$31$${"a".repeat(53)}`, "bcrypt of cost 31 is not between 4 and 15"],
  ["bcrypt", `$2x$10$${"a".repeat(53)}`, "no whole bcrypt hash"],
  ["bcrypt", `$2b$10$${"a".repeat(52)}`, "no whole bcrypt hash"],
  [
    "argon2",
    "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA",
    "4194304 KiB of memory is over",
  ],
  ["argon2", "$argon2id$v=19$m=65536,t=500,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA", "500 times over"],
  ["argon2", "$argon2id$v=16$m=256,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA", "of version 19"],
  ["argon2", "$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA", "too small"],
  ["PBKDF2", "pbkdf2_sha256$99999999$salt$cKRTZOvTw4E+VLdDO9E4ZH6u30QtmrNR53YUGPjekRY=", "99999999 rounds"],
  ["PBKDF2", "pbkdf2_sha1$0$salt$Qz16Y3J00/OyngriyF1zN7p60NA=", "0 rounds"],
  ["scrypt", "$scrypt$ln=24,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA", "over 64 MiB"],
  ["Firebase", `${"a".repeat(86)}==$c2FsdA==$${"b".repeat(86)}==$Bw==$8$30`, "over 15 and 8"],
  ["md5", "5f4dcc3b5aa765d61d8327deb882cf99", "not known here"],
  ["nothing", "", "not known here"],
])("an absurd or unknown hash is refused with its reason: %s %s", (_, digest, reason) => {
  expect(takeHash(digest)).toEqual({ problem: expect.stringContaining(reason) });
});

test("a reason names the kind, never the hash", () => {
  expect(takeHash("5f4dcc3b5aa765d61d8327deb882cf99", "md5")).toEqual({
    problem: "it is hashed in a way that is not known here: md5",
  });
  expect(takeHash("$6$rounds=5000$salt$secrethash")).not.toEqual({
    problem: expect.stringContaining("secrethash"),
  });
});

test("a hash that got in all the same, and would take too long, opens for nobody and at once", async () => {
  const started = performance.now();
  const hash = `$2b$31$${"a".repeat(53)}`;
  expect(await verifyPassword({ hash, password: "whatever" })).toBe(false);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test("what a check costs is told in parts of a hash of ours, so that a wrong password takes as long", () => {
  const parts = (digest: string) => {
    const read = readOtherHash(taken(digest));
    return "parts" in read ? read.parts : Number.NaN;
  };
  expect(parts(hashSync("x", 10))).toBe(2);
  expect(parts("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuA")).toBeCloseTo(4.75);
});
