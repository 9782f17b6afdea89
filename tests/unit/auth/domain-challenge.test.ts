import { expect, test } from "vitest";
import { joinStrings } from "~/auth/dns.server";
import { answersChallenge, newChallenge } from "~/auth/domain-challenge";

test.each([
  ['"one string"', "one string"],
  ['"two " "strings"', "two strings"],
  ['"no blank""between"', "no blankbetween"],
  [' "with blanks around" ', "with blanks around"],
  ["bare, as some resolvers write it", "bare, as some resolvers write it"],
  ['"a \\"quoted\\" word"', 'a "quoted" word'],
  ['"a \\\\ and a \\065"', "a \\ and a A"],
  ['""', ""],
  ["", ""],
  ['"never closed', ""],
])("the record %j says %j", (data, text) => {
  expect(joinStrings(data)).toBe(text);
});

test("a record that is made to take long is read at once", () => {
  const began = performance.now();
  expect(joinStrings(`"${'\\"'.repeat(120_000)}\\`)).toBe("");
  expect(performance.now() - began).toBeLessThan(1000);
});

test("a challenge is answered by its own text alone, in any case", () => {
  const challenge = newChallenge();
  expect(challenge).toMatch(/^[0-9a-f]{32}$/);
  expect(newChallenge()).not.toBe(challenge);
  const says = (...records: string[]) => answersChallenge(records, challenge);
  expect(says("v=spf1 -all", `latchkey-challenge=${challenge}`)).toBe(true);
  expect(says(` LATCHKEY-challenge=${challenge.toUpperCase()} `)).toBe(true);
  expect(says()).toBe(false);
  expect(says(challenge)).toBe(false);
  expect(says(`latchkey-challenge=${challenge}0`)).toBe(false);
  expect(says(`x latchkey-challenge=${challenge}`)).toBe(false);
  expect(says(`latchkey-challenge=${newChallenge()}`)).toBe(false);
});
