import { argon2 } from "./other-hashes/argon2";
import { bcrypt } from "./other-hashes/bcrypt";
import { betterAuthScrypt } from "./other-hashes/better-auth-scrypt";
import { firebaseScrypt } from "./other-hashes/firebase-scrypt";
import type { OtherHash, Problem } from "./other-hashes/other-hash";
import { pbkdf2 } from "./other-hashes/pbkdf2";

const kinds = [bcrypt, argon2, pbkdf2, firebaseScrypt, betterAuthScrypt];

/** Reads a hash that another system made. Who moved in with one signs in with it once; then it is replaced by ours. */
export function readOtherHash(hash: string): OtherHash | Problem {
  for (const read of kinds) {
    const found = read(hash);
    if (found) return found;
  }
  return { problem: "it is of no kind that is known here" };
}
