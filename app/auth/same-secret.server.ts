import { createHash, timingSafeEqual } from "node:crypto";

/** True for two secrets that are the same; takes the same time whatever they are, and however long. */
export function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return Boolean(a && b && timingSafeEqual(a, b));
}
