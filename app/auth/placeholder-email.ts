const domain = "no-address.invalid";

/** Stands where an account has no address yet; no mail is ever sent to it (RFC 2606). `id` makes it another one each time. */
export function placeholderEmail(kind: "phone" | "anonymous", id: string = crypto.randomUUID()): string {
  return `${kind}-${id}@${domain}`;
}

/** The address as its owner knows it; undefined when the account has none of its own. */
export function ownAddress(email: string): string | undefined {
  return isPlaceholder(email) ? undefined : email;
}

/** True when an account has no address of its own. */
export function isPlaceholder(email: string): boolean {
  return email.endsWith(`@${domain}`);
}
