import { byteReader } from "./byte-reader.server";
import { type Cleaned, PictureError } from "./picture-error.server";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The picture, its palette, transparency and colours. A moving one keeps its first image. */
const kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT"];

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Keeps the chunks that draw the picture; text, time, EXIF and whatever else goes (PNG 3, 11). */
export function cleanPng(bytes: Uint8Array): Cleaned {
  const { u32, text, slice } = byteReader(bytes);
  if (text(12, 4) !== "IHDR" || u32(8) !== 13) throw new PictureError("damaged");
  const parts = [slice(0, 8)];
  let hasImage = false;
  for (let at = 8; ; ) {
    const name = text(at + 4, 4);
    const end = at + 12 + u32(at);
    const chunk = slice(at, end);
    if (kept.includes(name)) parts.push(chunk);
    if (name === "IDAT") hasImage = true;
    at = end;
    if (name !== "IEND") continue;
    if (!hasImage) throw new PictureError("damaged");
    if (chunk.length !== 12 || end !== bytes.length) throw new PictureError("extra");
    return { parts, width: u32(16), height: u32(20) };
  }
}
