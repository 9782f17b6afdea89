import { scrypt } from "node:crypto";

export interface ScryptCost {
  logN: number;
  r: number;
  p: number;
}

/** Derives a key of `length` bytes by scrypt (RFC 7914), with the password as it is given. */
export function scryptKey(
  password: string,
  salt: string | Uint8Array,
  { logN, r, p }: ScryptCost,
  length: number,
) {
  return new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
    scrypt(password, salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key as Buffer<ArrayBuffer>),
    );
  });
}
