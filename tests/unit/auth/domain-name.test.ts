import { expect, test } from "vitest";
import { readDomain } from "~/auth/domain-name";

test.each([
  ["example.com", "example.com"],
  ["  Example.COM. ", "example.com"],
  ["EXAMPLE。com", "example.com"],
  ["mail.example.co.uk", "mail.example.co.uk"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["BÜCHER.example", "xn--bcher-kva.example"],
  ["faß.de", "xn--fa-hia.de"],
  ["xn--bcher-kva.example", "xn--bcher-kva.example"],
  ["例え.jp", "xn--r8jz45g.jp"],
  ["analytical-engines.museum", "analytical-engines.museum"],
  ["1und1.de", "1und1.de"],
  ["co.example", "co.example"],
  ["notgmail.com", "notgmail.com"],
  ["gmail.com.example", "gmail.com.example"],
  [`${"a".repeat(63)}.example`, `${"a".repeat(63)}.example`],
])("%j is read as %s", (typed, domain) => {
  expect(readDomain(typed)).toEqual({ domain });
});

const alone = /the domain alone/;
const malformed = /is no domain/;
const shared = /can have a name below/;
const provider = /can have an address there/;

test.each([
  ["", /Enter the domain/],
  ["   ", /Enter the domain/],
  ["https://example.com", alone],
  ["example.com/path", alone],
  ["example.com:443", alone],
  ["example.com?x", alone],
  ["example.com#x", alone],
  ["ada@example.com", alone],
  ["@example.com", alone],
  ["\\\\example.com", alone],
  ["exam ple.com", alone],
  ["exam\nple.com", alone],
  ["exa%6dple.com", alone],
  ["[::1]", alone],
  ["2001:db8::1", alone],
  ["127.0.0.1", /not an IP/],
  ["127.1", /not an IP/],
  ["0x7f000001", /not an IP/],
  ["２１.0.0.1", /not an IP/],
  ["example.123", malformed],
  ["*.example.com", malformed],
  ["_dmarc.example.com", malformed],
  ["-example.com", malformed],
  ["example-.com", malformed],
  ["example..com", malformed],
  [".example.com", malformed],
  [".", malformed],
  ["exa$mple.com", malformed],
  ["example.com\u0000", malformed],
  ["ada＠example.com", malformed],
  ["xn--a.example", malformed],
  [`${"a".repeat(64)}.example`, malformed],
  [Array.from({ length: 60 }, () => "abc").join("."), /too long/],
  ["com", shared],
  ["localhost", /special use/],
  ["app.localhost", /special use/],
  ["no-address.invalid", /special use/],
  ["in-addr.arpa", /special use/],
  ["abc.onion", /special use/],
  ["co.uk", shared],
  ["com.au", shared],
  ["github.io", shared],
  ["duckdns.org", shared],
  ["gmail.com", provider],
  ["GMAIL.com.", provider],
  ["googlemail.com", provider],
  ["outlook.com", provider],
  ["yahoo.co.uk", provider],
  ["hotmail.fr", provider],
  ["proton.me", provider],
])("%j is refused", (typed, problem) => {
  expect(readDomain(typed)).toEqual({ problem: expect.stringMatching(problem) });
});
