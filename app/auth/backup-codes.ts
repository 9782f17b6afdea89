/** Brings what somebody typed from paper into the form that is stored: `abcde-fghjk`. */
export function normalizeBackupCode(typed: string): string {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain.length === 10 ? `${plain.slice(0, 5)}-${plain.slice(5)}` : plain;
}

/** Lower case and no look-alikes (0 o, 1 l i): these codes are copied from paper. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const backupCodeCount = 10;

/** Ten codes of 49 bits each. */
export function makeBackupCodes(): string[] {
  return Array.from({ length: backupCodeCount }, () => `${fiveCharacters()}-${fiveCharacters()}`);
}

function fiveCharacters(): string {
  return Array.from({ length: 5 }, () => alphabet[randomIndex(alphabet.length)]).join("");
}

/** Unbiased: bytes past the last whole multiple are drawn again. */
function randomIndex(size: number): number {
  const limit = 256 - (256 % size);
  for (;;) {
    const [byte = limit] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < limit) return byte % size;
  }
}
