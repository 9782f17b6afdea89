import { isSame, unpadded } from "./bytes";
import type { ReadHash } from "./other-hash";

const digests = {
  "": { bytes: 20, maxRounds: 2_000_000, roundsPerPart: 40_000 },
  "-sha1": { bytes: 20, maxRounds: 2_000_000, roundsPerPart: 40_000 },
  "-sha256": { bytes: 32, maxRounds: 2_000_000, roundsPerPart: 28_000 },
  "-sha512": { bytes: 64, maxRounds: 1_000_000, roundsPerPart: 9_000 },
};

/**
 * `$pbkdf2-sha256$i=600000$salt$key` (PHC string format), with SHA-1 and SHA-512 as well. Not by WebCrypto or node:crypto:
 * Cloudflare's end at 100,000 rounds in production, though not on this machine.
 */
export const pbkdf2: ReadHash = (hash) => {
  const match =
    /^\$pbkdf2(|-sha1|-sha256|-sha512)\$i=(\d{1,9})(?:,l=\d{1,3})?\$([\w+/]{0,344})\$([\w+/]{16,128})$/.exec(
      hash,
    );
  if (!match) return hash.startsWith("$pbkdf2") ? { problem: "it is no whole PBKDF2 hash" } : undefined;
  const name = match[1] as keyof typeof digests;
  const { bytes, maxRounds, roundsPerPart } = digests[name];
  const rounds = Number(match[2]);
  if (rounds < 1 || rounds > maxRounds)
    return { problem: `PBKDF2 with ${rounds} rounds is not between 1 and ${maxRounds}` };
  const salt = unpadded(match[3]);
  // The first block tells as much as all: whoever guesses a password would look at no more, either.
  const key = unpadded(match[4]).subarray(0, bytes);
  return {
    parts: rounds / roundsPerPart,
    matches: async (password) => {
      const { pbkdf2: derive } = await import("@noble/hashes/pbkdf2.js");
      return isSame(derive(await digest(name), password, salt, { c: rounds, dkLen: key.length }), key);
    },
  };
};

async function digest(name: keyof typeof digests) {
  if (name === "" || name === "-sha1") return (await import("@noble/hashes/legacy.js")).sha1;
  const { sha256, sha512 } = await import("@noble/hashes/sha2.js");
  return name === "-sha256" ? sha256 : sha512;
}
