import { expect, test } from "vitest";
import { ownCookie, parseCookies, readOwnCookie } from "~/forms/cookies";
import { messageFor, messageShown, redirectWithMessage } from "~/forms/message.server";
import { pendingAddress, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { themeOf } from "~/forms/theme";

function requestWith(cookie: string, origin = "http://localhost:8788") {
  return new Request(`${origin}/sign-in`, { headers: { Cookie: cookie } });
}

test("ASVS 3.3.1, 3.3.2, 3.3.4: on https our cookies are __Host-, Secure, HttpOnly and SameSite", () => {
  const cookie = ownCookie(requestWith("", "https://id.example.com"), "theme", "dark", 60);
  expect(cookie).toBe("__Host-theme=dark; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
});

test("on http, which only this machine has, they go without the prefix that http cannot have", () => {
  const cookie = ownCookie(requestWith(""), "theme", "dark", 60);
  expect(cookie).toBe("theme=dark; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
});

test("a cookie without the prefix, which a neighbour could set, is not read on https", () => {
  expect(readOwnCookie(requestWith("theme=dark", "https://id.example.com"), "theme")).toBeUndefined();
  expect(readOwnCookie(requestWith("__Host-theme=dark", "https://id.example.com"), "theme")).toBe("dark");
});

test.each([
  ["", []],
  [
    "a=1; b=2",
    [
      ["a", "1"],
      ["b", "2"],
    ],
  ],
  ["a=x=y==", [["a", "x=y=="]]],
  [
    "a=1;b=2",
    [
      ["a", "1"],
      ["b", "2"],
    ],
  ],
  ["bare", [["bare", ""]]],
])("cookies are read from %j", (header, pairs) => {
  const read = parseCookies(requestWith(header));
  for (const [name, value] of pairs as [string, string][]) expect(read.get(name)).toBe(value);
});

test("a theme that does not exist is the system's", () => {
  expect(themeOf(requestWith("theme=dark"))).toBe("dark");
  expect(themeOf(requestWith("theme=<script>"))).toBe("system");
});

test("what happened survives a redirect by its name, and only names that exist are shown", () => {
  const response = redirectWithMessage(requestWith(""), "/sign-in", "signed-out");
  expect(response.status).toBe(303);
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^message=signed-out; .*Max-Age=60;/),
  ]);
  expect(messageFor(requestWith("message=signed-out"))).toBe("signed-out");
  expect(messageFor(requestWith("message=You+have+won"))).toBeUndefined();
  expect(messageFor(requestWith("message=toString"))).toBeUndefined();
  expect(messageShown(requestWith(""))).toMatch(/^message=; .*Max-Age=0;/);
});

test("cookies of the call that did it go along with what happened", () => {
  const headers = new Headers([["Set-Cookie", "latchkey.session_token=; Max-Age=0"]]);
  const response = redirectWithMessage(requestWith(""), "/sign-in", "signed-out", headers);
  expect(response.headers.getSetCookie()).toHaveLength(2);
});

test("ASVS 14.2.1: the address that a mail goes to is in a cookie and in no URL", () => {
  const response = redirectWithPendingAddress(requestWith(""), "/verify-email", "ada; Max-Age=1@example.com");
  expect(response.headers.get("Location")).toBe("/verify-email");
  const cookie = response.headers.get("Set-Cookie") ?? "";
  expect(cookie).toContain("pending_address=ada%3B%20Max-Age%3D1%40example.com; Path=/");
  expect(pendingAddress(requestWith(cookie.split(";")[0] ?? ""))).toBe("ada; Max-Age=1@example.com");
  expect(pendingAddress(requestWith("pending_address=%E0%A4%A"))).toBeUndefined();
});
