import { expect, test } from "vitest";
import { isReservedUsername } from "~/auth/reserved-usernames";
import routes from "~/routes";

test.each([
  "admin",
  "Admin",
  "ADMIN",
  "a.d.m.i.n",
  "_admin_",
  "adm1n",
  "4dmin",
  "adrnin",
  "r00t",
  "supp0rt",
  "5upport",
  "secur1ty",
  "secur_ity",
  "he1p",
  "heip",
  "vvvvvv",
  "api",
  "ap1",
  "no_reply",
  "no.reply",
  "post_master",
  "latchkey",
  "latchk3y",
  "The_Works",
])("%s is reserved", (name) => {
  expect(isReservedUsername(name, ["The Works!"])).toBe(true);
});

test.each([
  "ada",
  "Ada_Lovelace",
  "grace.hopper",
  "administratix",
  "rooty",
  "alice",
  "steam",
  "supporter1",
  "marvin",
])("%s can be had", (name) => {
  expect(isReservedUsername(name, ["The Works!"])).toBe(false);
});

test("the name of every page is reserved, so that a page for people can be added", () => {
  const paths = (entries: typeof routes): string[] =>
    entries.flatMap(({ path, children }) => [
      path?.split("/")[0] ?? "",
      ...(children ? paths(children as typeof routes) : []),
    ]);
  const names = paths(routes).filter((segment) => /^[a-z][a-z-]*(\.\w+)?$/.test(segment));
  expect(new Set(names).size).toBeGreaterThan(10);
  for (const name of names) {
    const username = name.replace(/\.\w+$/, "").replaceAll("-", "_");
    expect([username, isReservedUsername(username)]).toEqual([username, true]);
  }
});
