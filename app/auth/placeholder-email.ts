const domain = "no-address.invalid";

/** Stands where an account has no address yet; no mail is ever sent to it (RFC 2606). */
export function placeholderEmail(kind: "phone" | "anonymous"): string {
  return `${kind}-${crypto.randomUUID()}@${domain}`;
}

/** True when an account has no address of its own. */
export function isPlaceholder(email: string): boolean {
  return email.endsWith(`@${domain}`);
}
