import { expect, test } from "vitest";
import { localeOf, placeOf, timeZoneOf } from "~/locality.server";
import { momentsIn } from "~/moments";

const now = new Date("2026-11-24T12:00:00Z");
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, "now"],
  [30 * second, "30 seconds ago"],
  [minute, "1 minute ago"],
  [90 * minute, "1 hour ago"],
  [3 * hour, "3 hours ago"],
  [day, "yesterday"],
  [29 * day, "29 days ago"],
  [30 * day, "last month"],
  [100 * day, "3 months ago"],
  [364 * day, "11 months ago"],
  [365 * day, "last year"],
  [3 * 366 * day, "3 years ago"],
  [-2 * hour, "in 2 hours"],
])("%i ms before now is %s", (milliseconds, words) => {
  const moment = momentsIn({ locale: "en-GB", timeZone: "UTC" }, now);
  expect(moment(new Date(now.getTime() - milliseconds)).relative).toBe(words);
});

test.each([
  ["en-GB", "Europe/Berlin", "24 November 2026 at 09:30 CET"],
  ["en-GB", "UTC", "24 November 2026 at 08:30 UTC"],
  ["de", "Europe/Berlin", "24. November 2026 um 09:30 MEZ"],
])("a time is exact in the words of %s in %s", (locale, timeZone, exact) => {
  const moment = momentsIn({ locale, timeZone }, now)(new Date("2026-11-24T08:30:00Z"));
  expect(moment).toMatchObject({ at: "2026-11-24T08:30:00.000Z", exact, lang: locale });
});

test.each([
  ["de-CH,de;q=0.9,en;q=0.8", "de-CH"],
  ["xx, fr;q=0.5", "fr"],
  ["*", "en-GB"],
  ["", "en-GB"],
  ["not a language, --", "en-GB"],
  ['"><script>', "en-GB"],
  ["e".repeat(500), "en-GB"],
])("dates are in the first language that is known: %j", (header, locale) => {
  expect(localeOf(new Headers({ "Accept-Language": header }))).toBe(locale);
});

test.each([
  [{ timezone: "Europe/Berlin" }, "Europe/Berlin"],
  [{ timezone: "Nowhere/Land" }, "UTC"],
  [{ timezone: 5 }, "UTC"],
  [undefined, "UTC"],
])("the time zone is the platform's, else UTC: %j", (origin, zone) => {
  expect(timeZoneOf(origin)).toBe(zone);
});

test.each([
  [{ city: "London", region: "England", country: "GB" }, "London, England, GB"],
  [{ city: "Berlin", region: "Berlin", country: "DE" }, "Berlin, DE"],
  [{ country: "FR" }, "FR"],
  [{ city: "Call +1 555 0100" }, ""],
  [{}, ""],
  [undefined, ""],
])("a place is named by what the platform knows: %j", (origin, place) => {
  expect(placeOf(new Headers(), origin)).toBe(place);
});

test("without the platform's data its headers name the place", () => {
  expect(placeOf(new Headers({ "CF-IPCity": "Lyon", "CF-IPCountry": "FR" }))).toBe("Lyon, FR");
});
