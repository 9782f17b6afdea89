import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import commonPasswords from "./common-passwords.txt?raw";
import { maxPasswordLength, minPasswordLength } from "./password-length";

interface ScryptCost {
  logN: number;
  r: number;
  p: number;
}

/** One of OWASP's scrypt settings (Password Storage Cheat Sheet): 16 MB of memory a hash. Raise it here alone. */
const today: ScryptCost = { logN: 14, r: 8, p: 5 };
const keyBytes = 32;

/** Hashes into `$scrypt$ln=14,r=8,p=5$salt$key` (PHC string format, base64 without padding). */
export async function hashPassword(password: string, cost: ScryptCost = today): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, cost, keyBytes);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${encode(salt)}$${encode(key)}`;
}

/** Compares in constant time. A hash that cannot be read matches nothing. */
export async function verifyPassword({
  hash,
  password,
}: {
  hash: string;
  password: string;
}): Promise<boolean> {
  const parsed = parseHash(hash);
  if (!parsed) return false;
  const key = await deriveKey(password, parsed.salt, parsed.cost, parsed.key.length);
  return timingSafeEqual(key, parsed.key);
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
function deriveKey(password: string, salt: Uint8Array, { logN, r, p }: ScryptCost, length: number) {
  return new Promise<Buffer>((resolve, reject) => {
    const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
    scrypt(password.normalize("NFC"), salt, length, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function parseHash(hash: string) {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]{16,})\$([\w+/]{22,})$/.exec(hash);
  if (!match) return undefined;
  const [logN = 0, r = 0, p = 0] = match.slice(1, 4).map(Number);
  const [salt = "", key = ""] = match.slice(4);
  return { cost: { logN, r, p }, salt: Buffer.from(salt, "base64"), key: Buffer.from(key, "base64") };
}

function encode(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
