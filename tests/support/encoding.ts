/** CBOR (RFC 8949) of what these messages hold: small integers, texts, bytes and maps of them. */
export function cbor(value: unknown): Uint8Array {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return join(head(3, value.length), new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return join(head(2, value.length), value);
  if (value instanceof Map) return join(head(5, value.size), ...[...value].flat().map(cbor));
  throw new Error(`no CBOR for ${value}`);
}

function head(major: number, size: number) {
  if (size < 24) return Uint8Array.of((major << 5) | size);
  return size < 256
    ? Uint8Array.of((major << 5) | 24, size)
    : Uint8Array.of((major << 5) | 25, size >> 8, size & 255);
}

/** WebCrypto signs with r and s side by side, WebAuthn wants them in DER. */
export function der(raw: Uint8Array) {
  const integer = (bytes: Uint8Array) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const digits = bytes.slice(start);
    const positive = (digits[0] ?? 0) > 127 ? join([0], digits) : digits;
    return join([2, positive.length], positive);
  };
  const body = join(integer(raw.slice(0, 32)), integer(raw.slice(32)));
  return join([48, body.length], body);
}

export function join(...parts: ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

export function base64url(bytes: Uint8Array) {
  return Buffer.from(bytes).toString("base64url");
}
