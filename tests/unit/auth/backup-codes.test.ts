import { expect, test } from "vitest";
import { makeBackupCodes, normalizeBackupCode } from "~/auth/backup-codes";

test("there are ten codes, all different, without letters that look like digits", () => {
  const codes = makeBackupCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
});

test("every character of the alphabet comes up, about equally often", () => {
  const drawn = Array.from({ length: 200 }, makeBackupCodes).flat().join("").replaceAll("-", "");
  const times = new Map<string, number>();
  for (const character of drawn) times.set(character, (times.get(character) ?? 0) + 1);
  const expected = drawn.length / 31;
  expect(times.size).toBe(31);
  for (const [character, count] of times)
    expect([character, Math.abs(count - expected) < expected * 0.3]).toEqual([character, true]);
});

test.each([
  ["as printed", "abcde-fghjk"],
  ["without the dash", "abcdefghjk"],
  ["in capitals", "ABCDE-FGHJK"],
  ["with spaces", "  abcde fghjk "],
  ["with another dash", "abcde–fghjk"],
])("a code typed %s is the one that is stored", (_, typed) => {
  expect(normalizeBackupCode(typed)).toBe("abcde-fghjk");
});

test.each(["", "abc", "abcdefghjkmnp"])("a code of another length stays wrong: %j", (typed) => {
  expect(normalizeBackupCode(typed)).not.toContain("-");
});
