import { timingSafeEqual } from "node:crypto";

/** Bytes from base64 without padding, the usual alphabet (PHC string format). */
export function unpadded(text = ""): Buffer<ArrayBuffer> {
  return Buffer.from(text, "base64");
}

/** Base64 without padding. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}

/** Compares in constant time. */
export function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.length > 0 && timingSafeEqual(one, other);
}
