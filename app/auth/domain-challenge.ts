/** Where the TXT record stands that proves a domain. */
export function challengeNameOf(domain: string): string {
  return `_latchkey-challenge.${domain}`;
}

/** What the record says. */
export function challengeTextOf(challenge: string): string {
  return `latchkey-challenge=${challenge}`;
}

/** 128 random bits in small letters and digits: nobody has it in their records already. */
export function newChallenge(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex");
}

/** True when one of the records says it; some name servers change letters or add blanks. */
export function answersChallenge(records: string[], challenge: string): boolean {
  return records.some((record) => record.trim().toLowerCase() === challengeTextOf(challenge));
}
