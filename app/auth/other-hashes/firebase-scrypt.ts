import { isSame, unpadded } from "./bytes";
import type { ReadHash } from "./other-hash";
import { scryptKey } from "./scrypt-key";

const zeroCounter = new Uint8Array(16);

/**
 * Firebase's own: scrypt's key encrypts the signer key of the project. Kept as
 * `$firebase-scrypt$ln=14,r=8$salt$separator$signerKey$hash`.
 */
export const firebaseScrypt: ReadHash = (hash) => {
  if (!hash.startsWith("$firebase-scrypt$")) return undefined;
  const match =
    /^\$firebase-scrypt\$ln=(\d{1,2}),r=(\d{1,2})\$([\w+/]{2,86})\$([\w+/]{0,22})\$([\w+/]{22,344})\$([\w+/]{22,344})$/.exec(
      hash,
    );
  if (!match) return { problem: "it is no whole hash of Firebase" };
  const [logN = 0, r = 0] = match.slice(1, 3).map(Number);
  if (logN < 1 || logN > 15 || r < 1 || r > 8)
    return { problem: `Firebase's scrypt with a memory cost of ${logN} and ${r} rounds is over 15 and 8` };
  const [salt, separator, signerKey, wanted] = match.slice(3).map(unpadded) as Buffer<ArrayBuffer>[];
  if (!salt || !separator || !signerKey || !wanted) return undefined;
  return {
    parts: (2 ** logN * r) / (2 ** 14 * 8),
    matches: async (password) => {
      const cost = { logN, r, p: 1 };
      const key = await scryptKey(password, Buffer.concat([salt, separator]), cost, 32);
      const aes = await crypto.subtle.importKey("raw", key, "AES-CTR", false, ["encrypt"]);
      const counter = { name: "AES-CTR", counter: zeroCounter, length: 64 };
      return isSame(new Uint8Array(await crypto.subtle.encrypt(counter, aes, signerKey)), wanted);
    },
  };
};
