import { expect, test } from "vitest";
import { csvLine } from "../../app/csv";

test("RFC 4180: commas, quotes and ends of lines are quoted, and each line ends with CRLF", () => {
  expect(csvLine(["a", 1, true, null, ""])).toBe("a,1,true,,\r\n");
  expect(csvLine(["a,b", 'say "x"', "two\nlines"])).toBe('"a,b","say ""x""","two\nlines"\r\n');
});

test.each(["=1+1", "+49151", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", '=HYPERLINK("http://evil","x")'])(
  "a spreadsheet takes %j for text",
  (text) => {
    expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`);
  },
);

test("a number may be negative", () => {
  expect(csvLine([-2, "a=b"])).toBe("-2,a=b\r\n");
});
