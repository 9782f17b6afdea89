import type { ReadHash } from "./other-hash";

/** 2^15 rounds take two seconds. */
const maxCost = 15;

/** `$2b$10$…`, and the same as `$2a$` and `$2y$`. bcrypt sees the first 72 bytes of a password only. */
export const bcrypt: ReadHash = (hash) => {
  if (!/^\$2[a-z]?\$/.test(hash)) return undefined;
  const match = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(hash);
  if (!match) return { problem: "it is no whole bcrypt hash of the versions 2a, 2b or 2y" };
  const cost = Number(match[1]);
  if (cost < 4 || cost > maxCost)
    return { problem: `bcrypt of cost ${cost} is not between 4 and ${maxCost}` };
  return {
    parts: 2 ** (cost - 9),
    matches: async (password) => (await import("bcryptjs")).compare(password, hash),
  };
};
