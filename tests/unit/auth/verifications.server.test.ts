import { expect, test } from "vitest";
import { hashIdentifier } from "~/auth/verifications.server";

test("ASVS 6.4.1: proofs are stored as a hash, of which only the kind can be read", async () => {
  const token = "a-token-that-came-by-mail";
  expect(await hashIdentifier(`reset-password:${token}`)).toMatch(/^reset-password:[\w-]{43}$/);
  expect(await hashIdentifier(`trust-device-${token}`)).toMatch(/^trust-device-[\w-]{43}$/);
  expect(await hashIdentifier(`2fa-${token}`)).toMatch(/^[\w-]{43}$/);
  expect(await hashIdentifier(token)).not.toBe(await hashIdentifier(`${token}x`));
});
