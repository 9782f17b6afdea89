import { isSame, unpadded } from "./bytes";
import type { ReadHash } from "./other-hash";

/** Half of the memory that a worker has. */
const maxMemoryKib = 64 * 1024;
const maxWorkKib = 4 * maxMemoryKib;

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$key` (PHC string format, RFC 9106), argon2i and argon2d as well. */
export const argon2: ReadHash = (hash) => {
  if (!hash.startsWith("$argon2")) return undefined;
  const match =
    /^\$argon2(id|i|d)\$v=19\$m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,3})\$([\w+/]{11,128})\$([\w+/]{16,128})$/.exec(
      hash,
    );
  if (!match) return { problem: "it is no whole argon2 hash of version 19" };
  const [m = 0, t = 0, p = 0] = match.slice(2, 5).map(Number);
  if (t < 1 || p < 1 || m < 8 * p) return { problem: "its argon2 parameters are too small" };
  if (m > maxMemoryKib) return { problem: `argon2 with ${m} KiB of memory is over ${maxMemoryKib}` };
  if (m * t > maxWorkKib)
    return { problem: `argon2 with ${m} KiB of memory ${t} times over is more than ${maxWorkKib} in all` };
  const kind = `argon2${match[1] as "id" | "i" | "d"}` as const;
  const [salt, key] = [unpadded(match[5]), unpadded(match[6])];
  return {
    parts: (m * t) / 8192,
    matches: async (password) => {
      const derive = (await import("@noble/hashes/argon2.js"))[kind];
      return isSame(derive(password, salt, { m, t, p, dkLen: key.length, maxmem: 2 ** 27 }), key);
    },
  };
};
