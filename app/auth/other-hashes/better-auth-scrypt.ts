import { isSame } from "./bytes";
import type { ReadHash } from "./other-hash";
import { scryptKey } from "./scrypt-key";

/** better-auth's own default, `salt:key` in hex: the salt is used as it is written, the password in NFKC. */
export const betterAuthScrypt: ReadHash = (hash) => {
  const match = /^([0-9a-f]{32}):([0-9a-f]{128})$/.exec(hash);
  if (!match) return undefined;
  const [, salt = "", key = ""] = match;
  return {
    parts: 2.5,
    matches: async (password) => {
      const cost = { logN: 14, r: 16, p: 1 };
      return isSame(await scryptKey(password.normalize("NFKC"), salt, cost, 64), Buffer.from(key, "hex"));
    },
  };
};
