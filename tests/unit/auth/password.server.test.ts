import { expect, test } from "vitest";
import commonPasswords from "~/auth/common-passwords.txt?raw";
import { hashPassword, needsRehash, passwordProblem, verifyPassword } from "~/auth/password.server";

/** Cheap to make; the same code path as today's. */
const cheap = { logN: 4, r: 8, p: 1 };

async function opens(set: string, typed: string) {
  return verifyPassword({ hash: await hashPassword(set, cheap), password: typed });
}

test("ASVS 11.4.2: a hash says how it was made, with one of OWASP's scrypt settings", async () => {
  const hash = await hashPassword("correct horse battery");
  expect(hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifyPassword({ hash, password: "correct horse battery" })).toBe(true);
  expect(await verifyPassword({ hash, password: "correct horse batterz" })).toBe(false);
});

test("two hashes of one password differ", async () => {
  expect(await hashPassword("the same words", cheap)).not.toBe(await hashPassword("the same words", cheap));
});

test("a hash made with other parameters still opens, and asks to be made anew", async () => {
  const old = await hashPassword("from an earlier year", { logN: 5, r: 8, p: 1 });
  expect(await verifyPassword({ hash: old, password: "from an earlier year" })).toBe(true);
  expect(needsRehash(old)).toBe(true);
  expect(needsRehash(await hashPassword("from today"))).toBe(false);
});

test.each([
  "",
  "plain text",
  "$scrypt$",
  "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
  "$scrypt$ln=14,r=8,p=5$c2hvcnQ$aGFzaGhhc2hoYXNoaGFzaA",
  "$scrypt$ln=140,r=8,p=5$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
])("a hash that cannot be read opens for nobody: %j", async (hash) => {
  expect(await verifyPassword({ hash, password: "" })).toBe(false);
  expect(await verifyPassword({ hash, password: hash })).toBe(false);
  expect(needsRehash(hash)).toBe(true);
});

test.each([
  ["in case", "Correct Horse", "correct horse"],
  ["by a space at the end", "correct horse", "correct horse "],
  ["by a space at the start", "correct horse", " correct horse"],
  ["in the 73rd byte", `${"a".repeat(72)}b`, `${"a".repeat(72)}c`],
  ["in the 256th character", `${"é".repeat(255)}a`, `${"é".repeat(255)}b`],
  ["by what comes after a NUL", "before\0after", "before\0other"],
  ["by a look-alike that only NFKC folds", "ﬁnance office", "finance office"],
  ["by full-width letters", "ｐassword ok", "password ok"],
])("ASVS 6.2.8: a password that differs %s does not open", async (_, set, typed) => {
  expect(await opens(set, typed)).toBe(false);
  expect(await opens(set, set)).toBe(true);
});

test("a composed and a decomposed accent are the same password, whatever keyboard typed it", async () => {
  const composed = "caf\u00e9 au lait";
  const decomposed = "cafe\u0301 au lait";
  expect(composed).not.toBe(decomposed);
  expect(await opens(composed, decomposed)).toBe(true);
  expect(await opens(decomposed, composed)).toBe(true);
});

test.each([
  ["7 characters", "7 chars", "PASSWORD_TOO_SHORT"],
  ["8 characters", "8 charac", undefined],
  ["64 characters", `${"ab ".repeat(21)}c`, undefined],
  ["128 characters", "xyz ".repeat(32), undefined],
  ["256 characters", "wide".repeat(64), undefined],
  ["257 characters", `${"wide".repeat(64)}r`, "PASSWORD_TOO_LONG"],
  ["7 emoji, which are 14 code units", "🦊🐻🐼🐨🐯🦁🐮", "PASSWORD_TOO_SHORT"],
  ["8 emoji", "🦊🐻🐼🐨🐯🦁🐮🐷", undefined],
  ["256 emoji", "🦊".repeat(256), undefined],
  ["8 characters of Chinese", "正确的马电池订书", undefined],
  ["only spaces and a letter", "         a", undefined],
  ["one class of characters only", "qzjxkvwpbmqzjxkv", undefined],
])("ASVS 6.2.1, 6.2.5, 6.2.9: %s", (_, password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
});

test("ASVS 6.2.4: each of the 3,000 most common passwords of at least 8 characters is refused, in any case", () => {
  const list = commonPasswords.split("\n").filter(Boolean);
  expect(list.length).toBeGreaterThanOrEqual(3000);
  for (const common of list) {
    expect([common, passwordProblem(common)]).toEqual([common, "PASSWORD_TOO_COMMON"]);
    expect(passwordProblem(common.toUpperCase())).toBe("PASSWORD_TOO_COMMON");
  }
});

test.each([
  "password",
  "12345678",
  "qwertyuiop",
  "iloveyou",
  "1234567890",
  "password1",
  "sunshine",
  "football",
])("ASVS 6.2.4: %s, which heads every published list, is on ours", (common) => {
  expect(passwordProblem(common)).toBe("PASSWORD_TOO_COMMON");
});

test("ASVS 6.2.11: one's name, one's address and the product's name are no passwords", () => {
  const about = ["Latchkey", "Ada Lovelace ", "ada@example.com"];
  for (const guess of ["latchkey", "ADA LOVELACE", "ada@example.com"])
    expect(passwordProblem(guess, about)).toBe("PASSWORD_IS_ABOUT_YOU");
  expect(passwordProblem("ada lovelace wrote programs", about)).toBeUndefined();
});
