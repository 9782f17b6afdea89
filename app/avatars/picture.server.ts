import { cleanAvif, isIsoMedia } from "./avif.server";
import { cleanJpeg, isJpeg } from "./jpeg.server";
import { type Cleaned, PictureError } from "./picture-error.server";
import { cleanPng, isPng } from "./png.server";
import { cleanWebp, isWebp } from "./webp.server";

/** A picture that is safe to show: its kind is what its bytes are, and nothing is in it but the picture. */
export interface Picture {
  type: PictureType;
  bytes: Uint8Array<ArrayBuffer>;
}

type PictureType = (typeof pictureTypes)[number];

export const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/avif"] as const;

/** In bytes: 5 MB. */
export const largestPicture = 5 * 1024 * 1024;

const kinds: [PictureType, (bytes: Uint8Array) => boolean, (bytes: Uint8Array) => Cleaned][] = [
  ["image/jpeg", isJpeg, cleanJpeg],
  ["image/png", isPng, cleanPng],
  ["image/webp", isWebp, cleanWebp],
  ["image/avif", isIsoMedia, cleanAvif],
];

/** What one decoded picture may take in a viewer's browser: 200 MB. */
const mostPixels = 50_000_000;

/**
 * Reads a file by its content alone and takes out everything that is no picture: where and when it was taken, with what,
 * comments, previews. Throws `PictureError` for whatever is no single still picture of a kind that we know.
 */
export function readPicture(file: Uint8Array): Picture {
  const [type, , clean] = kinds.find(([, isKind]) => isKind(file)) ?? [];
  if (!type || !clean) throw new PictureError("kind");
  const { parts, width, height } = cleaned(file, clean);
  if (width * height === 0) throw new PictureError("damaged");
  if (width * height > mostPixels) throw new PictureError("pixels");
  return { type, bytes: joined(parts) };
}

/** A number that lies outside of the file means that the file is not whole. */
function cleaned(file: Uint8Array, clean: (bytes: Uint8Array) => Cleaned): Cleaned {
  try {
    return clean(file);
  } catch (error) {
    if (error instanceof RangeError) throw new PictureError("damaged");
    throw error;
  }
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
