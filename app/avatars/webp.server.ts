import { type ByteReader, byteReader, bytesOf } from "./byte-reader.server";
import { type Cleaned, PictureError } from "./picture-error.server";

const kept = ["VP8X", "ICCP", "ALPH", "VP8 ", "VP8L"];
const hasAnimation = 0x02;
const hasMetadata = 0x04 | 0x08;

export function isWebp(bytes: Uint8Array): boolean {
  const { text } = byteReader(bytes);
  return bytes.length >= 12 && text(0, 4) === "RIFF" && text(8, 4) === "WEBP";
}

/** Keeps the chunks that draw the picture; EXIF, XMP and whatever else goes, and the header no longer names them. */
export function cleanWebp(bytes: Uint8Array): Cleaned {
  const reader = byteReader(bytes);
  const { u8, u32, text, slice } = reader;
  const length = 8 + u32(4, true);
  if (length > bytes.length) throw new PictureError("damaged");
  if (length < bytes.length) throw new PictureError("extra");
  const chunks: Uint8Array[] = [];
  const sizes: Size[] = [];
  let images = 0;
  for (let at = 12; at < length; ) {
    const name = text(at, 4);
    const size = u32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (name === "ANIM" || name === "ANMF") throw new PictureError("moving");
    if (name === "VP8X" && u8(at + 8) & hasAnimation) throw new PictureError("moving");
    if (kept.includes(name)) chunks.push(name === "VP8X" ? withoutMetadata(slice(at, end)) : slice(at, end));
    if (name.startsWith("VP8") && name !== "VP8X") images += 1;
    sizes.push(...sizeIn(reader, name, at + 8));
    at = end;
  }
  if (images !== 1) throw new PictureError("damaged");
  const total = 4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return {
    parts: [bytesOf("RIFF", ...littleEndian(total), "WEBP"), ...chunks],
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
  };
}

interface Size {
  width: number;
  height: number;
}

/** What a chunk says about the size (RFC 9649, 2.7; RFC 6386, 9.1). */
function sizeIn({ u8, u16, u24, u32 }: ByteReader, name: string, at: number): Size[] {
  if (name === "VP8X") return [{ width: u24(at + 4) + 1, height: u24(at + 7) + 1 }];
  if (name === "VP8 ") {
    if (u24(at + 3) !== 0x2a019d) throw new PictureError("damaged");
    return [{ width: u16(at + 6, true) & 0x3fff, height: u16(at + 8, true) & 0x3fff }];
  }
  if (name !== "VP8L") return [];
  if (u8(at) !== 0x2f) throw new PictureError("damaged");
  const bits = u32(at + 1, true);
  return [{ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }];
}

function withoutMetadata(header: Uint8Array): Uint8Array {
  const changed = header.slice();
  changed[8] = (changed[8] ?? 0) & ~hasMetadata;
  return changed;
}

function littleEndian(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
}
