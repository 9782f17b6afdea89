/** Numbers and names at a place in a file. Whatever lies outside of it throws `RangeError`. */
export function byteReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const slice = (from: number, to: number) => {
    if (from > to || to > bytes.length) throw new RangeError("outside of the file");
    return bytes.subarray(from, to);
  };
  return {
    u8: (at: number) => view.getUint8(at),
    u16: (at: number, littleEndian = false) => view.getUint16(at, littleEndian),
    u24: (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000,
    u32: (at: number, littleEndian = false) => view.getUint32(at, littleEndian),
    slice,
    /** As Latin-1: one letter for each byte. */
    text: (at: number, length: number) => String.fromCharCode(...slice(at, at + length)),
  };
}

export type ByteReader = ReturnType<typeof byteReader>;

/** Bytes from letters below 256 and numbers. */
export function bytesOf(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "number" ? part : [...part].map((letter) => letter.charCodeAt(0)),
    ),
  );
}
