import { byteReader, bytesOf } from "./byte-reader.server";
import { type Cleaned, PictureError } from "./picture-error.server";

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Baseline, extended and progressive: what browsers draw. */
const frames = [0xc0, 0xc1, 0xc2];
/** Tables of the decoder, restart interval. */
const tables = [0xc4, 0xdb, 0xdd];
const app0 = 0xe0;
const app1 = 0xe1;
const app2 = 0xe2;
const app14 = 0xee;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === startOfImage && bytes[2] === 0xff;
}

/**
 * Keeps what draws the picture (frames, scans, tables, colour profile) and the way it is turned, which cameras write
 * into EXIF and nowhere else (ITU T.81 B).
 */
export function cleanJpeg(bytes: Uint8Array): Cleaned {
  const { u8, u16, slice, text } = byteReader(bytes);
  const parts: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  let turned = 1;
  let header = bytesOf();
  let scans = 0;
  for (let at = 2; ; ) {
    if (u8(at) !== 0xff) throw new PictureError("damaged");
    while (u8(at + 1) === 0xff) at += 1; // filling
    const marker = u8(at + 1);
    if (marker === endOfImage) {
      if (!isFromCamera(bytes.subarray(at + 2))) throw new PictureError("extra");
      break;
    }
    const end = at + 2 + u16(at + 2);
    const segment = slice(at, end);
    const name = text(at + 4, Math.min(14, segment.length - 4));
    if (marker === startOfScan) {
      const next = endOfScan(bytes, end);
      parts.push(slice(at, next));
      scans += 1;
      at = next;
      continue;
    }
    if (frames.includes(marker)) size ??= { width: u16(at + 7), height: u16(at + 5) };
    if (marker === app0 && name.startsWith("JFIF\0") && segment.length >= 18)
      header = withoutPreview(segment);
    else if (marker === app1 && name.startsWith("Exif\0\0")) turned = orientationIn(segment.subarray(10));
    else if (isKept(marker, name)) parts.push(segment);
    else if (marker < app0 && marker !== 0xdc) throw new PictureError("damaged");
    at = end;
  }
  if (!size || scans === 0) throw new PictureError("damaged");
  return {
    ...size,
    parts: [bytesOf(0xff, startOfImage), header, exif(turned), ...parts, bytesOf(0xff, endOfImage)],
  };
}

function isKept(marker: number, name: string): boolean {
  if (marker === app2) return name.startsWith("ICC_PROFILE\0");
  return frames.includes(marker) || tables.includes(marker) || (marker === app14 && name.startsWith("Adobe"));
}

/** The first marker behind a scan that is neither filling nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new PictureError("damaged");
}

function withoutPreview(segment: Uint8Array): Uint8Array {
  const header = segment.slice(0, 18);
  header.set([0, 16], 2);
  header.set([0, 0], 16);
  return header;
}

/** Cameras put more behind the picture: filling, further pictures, a film, Samsung's trailer. Nothing of it is kept. */
function isFromCamera(rest: Uint8Array): boolean {
  const { text } = byteReader(rest);
  return (
    rest.every((byte) => byte === 0) ||
    isJpeg(rest) ||
    (rest.length > 8 && text(4, 4) === "ftyp") ||
    text(Math.max(0, rest.length - 4), Math.min(4, rest.length)) === "SEFT"
  );
}

/** 1 to 8, as the tag says (EXIF 2.32, 4.6.5); 1, which is upright, where there is none. */
function orientationIn(tiff: Uint8Array): number {
  const { u16, u32, text } = byteReader(tiff);
  try {
    const isLittle = text(0, 2) === "II";
    const directory = u32(4, isLittle);
    for (let index = 0; index < u16(directory, isLittle); index += 1) {
      const entry = directory + 2 + index * 12;
      const value = u16(entry + 8, isLittle);
      if (u16(entry, isLittle) === 0x0112) return value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

/** A segment that says which way is up, and nothing else. */
function exif(turned: number): Uint8Array {
  if (turned === 1) return bytesOf();
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0];
  return bytesOf(0xff, app1, 0, 34, "Exif\0\0MM\0*", 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0);
}
