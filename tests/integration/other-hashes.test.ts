import { beforeAll, expect, test } from "vitest";
import { takeHash } from "../../scripts/moving/hashes";
import { otherHashes } from "../support/other-hashes";
import { isSignedIn, signIn } from "../support/people";
import { change, row } from "../support/records";
import { newVisitor } from "../support/visitor";

const mostRounds = 100_000;

/** Production's WebCrypto and node:crypto refuse more rounds of PBKDF2 than this; workerd on this machine does not. */
beforeAll(() => {
  const { deriveBits, deriveKey } = crypto.subtle;
  const refuse = (algorithm: unknown) => {
    const { iterations = 0 } = algorithm as { iterations?: number };
    if (iterations > mostRounds)
      throw new DOMException(`iteration counts above ${mostRounds} are not supported`, "NotSupportedError");
  };
  Object.assign(crypto.subtle, {
    deriveBits: (...given: Parameters<typeof deriveBits>) => {
      refuse(given[0]);
      return deriveBits.apply(crypto.subtle, given);
    },
    deriveKey: (...given: Parameters<typeof deriveKey>) => {
      refuse(given[0]);
      return deriveKey.apply(crypto.subtle, given);
    },
  });
});

/** Somebody who came with the hash of another system. */
async function movedIn({ digest, hasher, password }: { digest: string; hasher?: string; password: string }) {
  const id = crypto.randomUUID();
  const email = `moved-${id}@example.com`;
  const taken = takeHash(digest, hasher);
  const hash = "hash" in taken ? taken.hash : "";
  const now = Date.now();
  await change(
    "insert into user (id, name, email, email_verified, created_at, updated_at) values (?, 'Ada', ?, 1, ?, ?)",
    ...[id, email, now, now],
  );
  await change(
    "insert into account (id, account_id, provider_id, user_id, password, created_at, updated_at) values (?, ?, 'credential', ?, ?, ?, ?)",
    ...[crypto.randomUUID(), id, id, hash, now, now],
  );
  return { id, email, password, hash };
}

async function hashOf(id: string) {
  const stored = await row<{ password: string }>("select password from account where user_id = ?", id);
  return stored?.password;
}

test("the limit of production is in force here", async () => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(8), "PBKDF2", false, ["deriveBits"]);
  const derive = async () =>
    crypto.subtle.deriveBits(
      { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(8), iterations: mostRounds + 1 },
      key,
      256,
    );
  await expect(derive()).rejects.toThrow("not supported");
});

test.each(Object.entries(otherHashes))("%s signs in, once: then the hash is ours", async (_, hashed) => {
  const person = await movedIn(hashed);
  const wrong = newVisitor();
  await signIn(wrong, { ...person, password: `${person.password}x` });
  expect(await isSignedIn(wrong)).toBe(false);
  expect(await hashOf(person.id)).toBe(person.hash);

  const visitor = newVisitor();
  await signIn(visitor, person);
  expect(await isSignedIn(visitor)).toBe(true);
  await expect.poll(() => hashOf(person.id)).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
  const again = newVisitor();
  await signIn(again, person);
  expect(await isSignedIn(again)).toBe(true);
});

test("a hash that would take too long opens for nobody", async () => {
  const person = await movedIn({ digest: "", password: "whatever it was" });
  await change("update account set password = ? where user_id = ?", `$2b$31$${"a".repeat(53)}`, person.id);
  const visitor = newVisitor();
  await signIn(visitor, person);
  expect(await isSignedIn(visitor)).toBe(false);
});
