import { randomBytes, timingSafeEqual } from "node:crypto";
import commonPasswords from "./common-passwords.txt?raw";
import { readOtherHash } from "./other-hashes";
import { base64 } from "./other-hashes/bytes";
import { type ScryptCost, scryptKey } from "./other-hashes/scrypt-key";
import { maxPasswordLength, minPasswordLength } from "./password-length";

/** One of OWASP's scrypt settings (Password Storage Cheat Sheet): 16 MB of memory a hash. Raise it here alone. */
const today: ScryptCost = { logN: 14, r: 8, p: 5 };
const keyBytes = 32;

/** Hashes into `$scrypt$ln=14,r=8,p=5$salt$key` (PHC string format, base64 without padding). */
export async function hashPassword(password: string, cost: ScryptCost = today): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, cost, keyBytes);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(key)}`;
}

/** Compares in constant time. A hash of another system is checked the way it was made; one that cannot be read matches nothing. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  const parsed = parseHash(hash);
  if (!parsed) return verifyOther(hash, password);
  const key = await deriveKey(password, parsed.salt, parsed.cost, parsed.key.length);
  return timingSafeEqual(key, parsed.key);
}

/** A wrong password takes about as long as one for an account that is not there, which costs a hash of ours. */
async function verifyOther(hash: string, password: string): Promise<boolean> {
  const other = readOtherHash(hash);
  const parts = "problem" in other ? 0 : other.parts;
  if ("matches" in other && (await other.matches(password))) return true;
  const rest = today.p - Math.round(parts);
  if (rest > 0) await deriveKey(password, randomBytes(16), { ...today, p: rest }, keyBytes);
  return false;
}

/** True for a hash made with other parameters than today's; the next sign-in replaces it. */
export function needsRehash(hash: string): boolean {
  const cost = parseHash(hash)?.cost;
  return !cost || cost.logN !== today.logN || cost.r !== today.r || cost.p !== today.p;
}

/** Why a new password is refused, or `undefined`. `about` are the person's own words: their name and addresses. */
export function passwordProblem(password: string, about: string[] = []): PasswordProblem | undefined {
  const length = [...password].length;
  if (length < minPasswordLength) return "PASSWORD_TOO_SHORT";
  if (length > maxPasswordLength) return "PASSWORD_TOO_LONG";
  const plain = password.normalize("NFC").toLowerCase();
  if (common().has(plain)) return "PASSWORD_TOO_COMMON";
  if (about.some((word) => word.trim().toLowerCase() === plain)) return "PASSWORD_IS_ABOUT_YOU";
}

export type PasswordProblem =
  | "PASSWORD_TOO_SHORT"
  | "PASSWORD_TOO_LONG"
  | "PASSWORD_TOO_COMMON"
  | "PASSWORD_IS_ABOUT_YOU";

/** Read into memory at the first password that is set, not at start-up. */
const common = (() => {
  let list: Set<string> | undefined;
  return () => {
    list ??= new Set(commonPasswords.split("\n").filter(Boolean));
    return list;
  };
})();

/** Composed and decomposed accents are one password (NFC, RFC 8265 OpaqueString); nothing else is folded. */
function deriveKey(password: string, salt: Uint8Array, cost: ScryptCost, length: number) {
  return scryptKey(password.normalize("NFC"), salt, cost, length);
}

function parseHash(hash: string) {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]{16,})\$([\w+/]{22,})$/.exec(hash);
  if (!match) return undefined;
  const [logN = 0, r = 0, p = 0] = match.slice(1, 4).map(Number);
  const [salt = "", key = ""] = match.slice(4);
  return { cost: { logN, r, p }, salt: Buffer.from(salt, "base64"), key: Buffer.from(key, "base64") };
}
