import { expect, test } from "vitest";
import { returnToOf, safeReturnTo, withReturnTo } from "~/forms/return-to";

test.each([
  ["/", "/"],
  ["/dashboard", "/dashboard"],
  ["/account/security?from=mail&x=1#passkeys", "/account/security?from=mail&x=1#passkeys"],
  ["/a/../b", "/b"],
  ["/search?q=//evil.example", "/search?q=//evil.example"],
  ["/ö?q=ü", "/%C3%B6?q=%C3%BC"],
])("a path of this app is kept: %j", (given, path) => {
  expect(safeReturnTo(given)).toBe(path);
});

test.each([
  "",
  null,
  undefined,
  "dashboard",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "\\/evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/../..//evil.example",
  "/..\\/evil.example",
  "/.\\\\evil.example",
  "/%2e%2e//evil.example",
  "/%2E//evil.example",
  "https://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "HTTPS:\\\\evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "@evil.example",
  ".evil.example",
  " //evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\nSet-Cookie: a=b",
  "\t//evil.example",
  "/dashboard\u0000",
  "/dashboard\u007f",
  `/${"a".repeat(2000)}`,
])("ASVS 3.7.2: what leads elsewhere is not followed: %j", (given) => {
  expect(safeReturnTo(given)).toBe("/dashboard");
  expect(safeReturnTo(given, "/")).toBe("/");
});

test.each([
  "/%2f%2fevil.example",
  "/%5cevil.example",
  "/%09/evil.example",
  "/@evil.example",
  "/;//evil.example",
  "/http://evil.example",
  "/\u2028/evil.example",
  "/．．//evil.example",
])("what a browser reads as a path of this origin stays one: %j", (given) => {
  const followed = new URL(safeReturnTo(given), "https://id.example.com/sign-in");
  expect(followed.origin).toBe("https://id.example.com");
});

test("the page's own parameter is read, and handed on to the next page", () => {
  const url = new URL("https://id.example.com/sign-in?returnTo=%2Faccount%3Fa%3D1");
  expect(returnToOf(url)).toBe("/account?a=1");
  expect(withReturnTo("/sign-up", url)).toBe("/sign-up?returnTo=%2Faccount%3Fa%3D1");
});

test("a parameter that leads elsewhere, or none, is not handed on", () => {
  for (const search of ["", "?returnTo=", "?returnTo=//evil.example"])
    expect(withReturnTo("/sign-up", new URL(`https://id.example.com/sign-in${search}`))).toBe("/sign-up");
});
