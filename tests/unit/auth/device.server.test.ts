import { expect, test } from "vitest";
import { deviceName, whoAsked } from "~/auth/device.server";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

test.each([
  ["Chrome on Windows", chrome],
  ["Microsoft Edge on Windows", `${chrome} Edg/140.0.0.0`],
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"],
  [
    "Safari on iOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  ],
  [
    "Safari on macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
  ],
  [
    "Chrome on Android",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  ],
])("%s is called so", (name, userAgent) => {
  expect(deviceName(userAgent)).toBe(name);
});

test.each([
  [undefined],
  [null],
  [""],
  ["curl/8.5.0"],
  ["<script>alert(1)</script>"],
  ["Your account is locked, call +1 555 0100 or open evil.example/now please"],
  ["Click https://evil.example/ now (really)"],
])("no words of a stranger's reach the owner's mail through the browser's name: %j", (userAgent) => {
  expect(deviceName(userAgent)).toBe("Unknown device");
});

const now = new Date("2026-01-31T09:30:15Z");

test("a mail says which device asked, from where and when", () => {
  const headers = new Headers({
    "User-Agent": chrome,
    "CF-IPCity": "Saint-Denis",
    "CF-IPCountry": "FR",
    "CF-Connecting-IP": "192.0.2.7",
  });
  const who = "Chrome on Windows, Saint-Denis, FR, IP address 192.0.2.7, 2026-01-31 09:30 UTC";
  expect(whoAsked(headers, now)).toBe(who);
});

test("without any of it there is still a time", () => {
  expect(whoAsked(new Headers(), now)).toBe("Unknown device, 2026-01-31 09:30 UTC");
});

test.each([
  ["St. Louis", true],
  ["L'Aquila", true],
  ["evil.example", false],
  ["http://evil.example", false],
  ["Call +1 555 0100", false],
  ["A".repeat(61), false],
  ["<b>Paris</b>", false],
])("a place is a place and no message: %s", (place, isShown) => {
  expect(whoAsked(new Headers({ "CF-IPCity": place }), now).includes(place)).toBe(isShown);
});
