import { expect, test } from "vitest";
import { readAddressList } from "../../../app/forms/address-list";

test.each([
  ["a@b.example", ["a@b.example"], []],
  [
    "a@b.example, c@d.example;e@f.example\r\ng@h.example",
    ["a@b.example", "c@d.example", "e@f.example", "g@h.example"],
    [],
  ],
  ["a@b.example c@d.example", ["a@b.example", "c@d.example"], []],
  ["Ada Lovelace <Ada@B.example>", ["ada@b.example"], []],
  ['"Lovelace, Ada" <ada@b.example>, c@d.example', ["ada@b.example", "c@d.example"], []],
  ["a@b.example <a@b.example>", ["a@b.example"], []],
  ["a@b.example Ada <c@d.example>", ["c@d.example", "a@b.example"], []],
  ["A@b.example, a@B.example", ["a@b.example"], []],
  ["mailto:a@b.example ('c@d.example')", ["a@b.example", "c@d.example"], []],
  ["Ada Lovelace, a@b.example", ["a@b.example"], ["Ada Lovelace"]],
  ["a@b, a@b.example", ["a@b.example"], ["a@b"]],
  ["<>, <nobody>", [], ["nobody"]],
  [" ,;\n ", [], []],
])("the list %j", (text, addresses, unreadable) => {
  expect(readAddressList(text)).toEqual({ addresses, unreadable });
});
