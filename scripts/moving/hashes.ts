import { readOtherHash } from "../../app/auth/other-hashes";
import { base64 } from "../../app/auth/other-hashes/bytes";

/** A hash in the form that a sign-in reads, or why it cannot be taken. */
type TakenHash = { hash: string } | { problem: string };

/**
 * Brings a hash of another system into the form that is kept here (docs/moving-in.md). `hasher` is the system's name for
 * its kind, where it gives one: Clerk's `password_hasher`.
 */
export function takeHash(digest: string, hasher = ""): TakenHash {
  const hash = keptForm(digest.trim(), hasher.trim().toLowerCase());
  if (!hash) return { problem: `it is hashed in a way that is not known here${named(digest, hasher)}` };
  const ours = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$[\w+/]{16,}\$[\w+/]{22,}$/.exec(hash);
  const read = ours ? tooMuchScrypt(ours.slice(1).map(Number)) : readOtherHash(hash);
  return read && "problem" in read ? read : { hash };
}

function keptForm(digest: string, hasher: string): string | undefined {
  if (hasher === "scrypt_firebase") return fromFirebase(digest);
  if (/^\$(2[a-z]?|argon2\w+|scrypt|firebase-scrypt)\$/.test(digest)) return digest;
  if (/^[0-9a-f]{32}:[0-9a-f]{128}$/.test(digest)) return digest;
  if (/^[\w+/=-]{86,88}\$/.test(digest)) return fromFirebase(digest);
  return fromPbkdf2(digest, hasher) ?? fromWerkzeugScrypt(digest);
}

/** PHC, passlib, Django, Clerk and Werkzeug write PBKDF2 each in their own way. */
function fromPbkdf2(digest: string, hasher: string): string | undefined {
  if (/^\$pbkdf2(-sha\d+)?\$i=/.test(digest)) return digest;
  const passlib = /^\$pbkdf2(|-sha1|-sha256|-sha512)\$(\d+)\$([\w./]*)\$([\w./]+)$/.exec(digest);
  if (passlib) {
    const [, kind, rounds, salt = "", key = ""] = passlib;
    return `$pbkdf2${kind || "-sha1"}$i=${rounds}$${salt.replaceAll(".", "+")}$${key.replaceAll(".", "+")}`;
  }
  const other =
    /^pbkdf2_(sha1|sha256|sha512)(_hex)?\$(\d+)\$([^$]+)\$([\w+/=]+)$/.exec(digest) ??
    /^pbkdf2:(sha1|sha256|sha512)():(\d+)\$([^$]+)\$([\w+/=]+)$/.exec(digest);
  if (!other) return undefined;
  const [, kind = "", hex, rounds, salt = "", key = ""] = other;
  return `$pbkdf2-${kind}$i=${rounds}$${base64(saltBytes(salt, hasher, hex))}$${base64(keyBytes(key, kind))}`;
}

/** Clerk's own kind has the salt in base64; Django, and every other, means it as it is written. */
function saltBytes(salt: string, hasher: string, hex: string | undefined): Buffer {
  if (hex) return Buffer.from(salt, "hex");
  return hasher === "pbkdf2_sha256" ? Buffer.from(salt, "base64") : Buffer.from(salt, "utf8");
}

function keyBytes(key: string, kind: string): Buffer {
  const hexLength = { sha1: 40, sha256: 64, sha512: 128 }[kind];
  return Buffer.from(key, key.length === hexLength && /^[0-9a-f]+$/i.test(key) ? "hex" : "base64");
}

/** `hash$salt$signerKey$separator$rounds$memoryCost`, as Clerk takes it; also in the alphabet for addresses. */
function fromFirebase(digest: string): string | undefined {
  const parts = digest.split("$");
  const [key, salt, signerKey, separator] = parts
    .slice(0, 4)
    .map((part) => base64(Buffer.from(part, "base64")));
  const [rounds, memoryCost] = parts.slice(4);
  if (parts.length !== 6 || !/^\d+$/.test(rounds ?? "") || !/^\d+$/.test(memoryCost ?? "")) return undefined;
  return `$firebase-scrypt$ln=${memoryCost},r=${rounds}$${salt}$${separator}$${signerKey}$${key}`;
}

/** `scrypt:32768:8:1$salt$hex` is the standard scrypt, which is ours as well. */
function fromWerkzeugScrypt(digest: string): string | undefined {
  const match = /^scrypt:(\d+):(\d+):(\d+)\$([^$]+)\$([0-9a-f]+)$/.exec(digest);
  if (!match) return undefined;
  const [, n, r, p, salt = "", key = ""] = match;
  const logN = Math.log2(Number(n));
  return `$scrypt$ln=${logN},r=${r},p=${p}$${base64(Buffer.from(salt))}$${base64(Buffer.from(key, "hex"))}`;
}

function tooMuchScrypt([logN = 0, r = 0, p = 0]: number[]) {
  const mebibytes = (2 ** logN * r) / 2 ** 13;
  if (logN < 1 || r < 1 || p < 1 || mebibytes > 64 || mebibytes * p > 128)
    return { problem: `scrypt with ln=${logN}, r=${r}, p=${p} is over 64 MiB, or over 128 MiB in all` };
}

/** What may be told of it: the name of its kind. */
function named(digest: string, hasher: string): string {
  const name = hasher || /^\$?([a-z][\w-]{1,30})[$:]/.exec(digest)?.[1];
  return name ? `: ${name}` : "";
}
