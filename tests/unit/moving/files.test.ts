import { expect, test } from "vitest";
import { readCsv } from "../../../scripts/moving/csv";
import { moment, text } from "../../../scripts/moving/fields";
import { readJson } from "../../../scripts/moving/json";
import { literal } from "../../../scripts/moving/target";

const csv = (source: string) => [...readCsv(source)].map(({ line, fields }) => [line, fields]);

test("CSV: quotes, commas, quotes in quotes, line breaks in quotes, every end of line, a byte order mark", () => {
  expect(csv('\uFEFFid,name\r\n1,"Love, ""lace"""\r\n2,"two\nlines"\n3,\n\n4,last')).toEqual([
    [2, { id: "1", name: 'Love, "lace"' }],
    [3, { id: "2", name: "two\nlines" }],
    [5, { id: "3", name: "" }],
    [7, { id: "4", name: "last" }],
  ]);
});

test("CSV: a stray quote spoils one record, not the ones that follow; missing fields are empty", () => {
  expect(csv('id,name\n1,a"b"c\n2\n3,"x" y\n4,fine')).toEqual([
    [2, { id: "1", name: 'a"b"c' }],
    [3, { id: "2", name: "" }],
    [4, { id: "3", name: '"x" y' }],
    [5, { id: "4", name: "fine" }],
  ]);
});

test("JSON: lists of records with the lines on which they begin, in a list or an object of lists", () => {
  expect([...readJson('[\n {"id": 1, "deep": [{"no": true}]},\n\n {"id": "}]\\""}\n]')]).toEqual([
    { list: "", line: 2, fields: { id: 1, deep: [{ no: true }] } },
    { list: "", line: 4, fields: { id: '}]"' } },
  ]);
  expect([...readJson('{"users": [{"id": 1}],\n"total": 1, "accounts": [\n{"id": 2}]}')]).toEqual([
    { list: "users", line: 1, fields: { id: 1 } },
    { list: "accounts", line: 3, fields: { id: 2 } },
  ]);
});

test("JSON: a damaged record is told by its line, and the others are read", () => {
  expect([...readJson('[\n{"id": 1},\n{"id": oops},\n{"id": 3}\n]')]).toEqual([
    { list: "", line: 2, fields: { id: 1 } },
    { list: "", line: 3, fields: undefined },
    { list: "", line: 4, fields: { id: 3 } },
  ]);
});

test.each([
  [1700000000000, 1700000000000],
  [1700000000, 1700000000000],
  ["1700000000000", 1700000000000],
  ["2023-11-14T22:13:20.000Z", 1700000000000],
  ["2023-11-14 22:13:20", 1700000000000],
  ["2023-11-14 22:13:20+00", 1700000000000],
  ["2023-11-14T23:13:20+01:00", 1700000000000],
  ["no date", undefined],
  ["", undefined],
  [null, undefined],
])("a moment in whatever form: %j", (createdAt, milliseconds) => {
  expect(moment({ createdAt }, "createdAt")).toBe(milliseconds);
});

test("a field is found in camel case and with underscores", () => {
  expect(text({ providerAccountId: " 7 " }, "providerAccountId")).toBe("7");
  expect(text({ provider_account_id: 7 }, "providerAccountId")).toBe("7");
  expect(text({}, "providerAccountId")).toBe("");
});

test.each([
  ["plain", "'plain'"],
  ["O'Hara; drop table user; --", "'O''Hara; drop table user; --'"],
  ["before\0after", "cast(x'6265666f7265006166746572' as text)"],
  [7, "7"],
  [Number.NaN, "null"],
  [null, "null"],
])("a value as SQL stays a value: %j", (value, sql) => {
  expect(literal(value)).toBe(sql);
});
