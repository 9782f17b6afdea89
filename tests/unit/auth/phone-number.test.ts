import { expect, test } from "vitest";
import { phoneNumber } from "~/forms/rules";

test.each([
  "+4915123456789",
  " +49 151 2345 6789 ",
  "0049 151 23456789",
  "+49 (151) 234-567-89",
  "+49 (0) 151 / 234 567 89",
  "+49.151.23456789",
  "[+49] 151–2345\u20116789",
  "\u202a+49\u00a0151\u00a023456789\u202c",
  "＋４９ １５１ ２３４５６７８９",
])("a number that is written as %j is +4915123456789", (typed) => {
  expect(phoneNumber.parse(typed)).toBe("+4915123456789");
});

test.each([
  ["", "Enter your phone number."],
  ["   ", "Enter your phone number."],
  ["0151 23456789", "Begin with + and the country code, like +49 151 23456789."],
  ["+0 151 23456789", "Begin with + and the country code"],
  ["49+15123456789", "Begin with + and the country code"],
  ["+49 151+2345678", "Use one + only"],
  ["+49 151 CALLME", "Use digits only"],
  ["ada@example.com", "Use digits only"],
  ["+49 151", "This number is too short."],
  ["+49 151 2345 6789 0123 4567", "This number is too long."],
])("%j is refused with how to mend it: %s", (typed, message) => {
  const result = phoneNumber.safeParse(typed);
  expect(result.error?.issues[0]?.message).toContain(message);
});
