import { metadataPlaces } from "./avif-items.server";
import { type Box, boxesIn } from "./boxes.server";
import { byteReader, bytesOf } from "./byte-reader.server";
import { type Cleaned, PictureError } from "./picture-error.server";

/** Boxes that a still picture is made of; others are emptied. */
const fileBoxes = ["ftyp", "meta", "mdat"];
const metaBoxes = ["hdlr", "pitm", "iloc", "iinf", "iprp", "iref", "idat", "dinf", "grpl"];

/** A TIFF header without entries. Decoders that look for EXIF find a whole one with nothing in it. */
const emptyExif = bytesOf(0, 0, 0, 0, "MM\0*", 0, 0, 0, 8, 0, 0, 0, 0, 0, 0);

export function isIsoMedia(bytes: Uint8Array): boolean {
  return bytes.length >= 16 && byteReader(bytes).text(4, 4) === "ftyp";
}

/**
 * Overwrites EXIF, XMP and boxes that draw nothing where they are: places inside of the file stay right, so that the
 * picture need not be put together anew (ISO 14496-12, AV1 Image File Format 1.1).
 */
export function cleanAvif(original: Uint8Array): Cleaned {
  const bytes = original.slice();
  const reader = byteReader(bytes);
  const boxes = [...boxesIn(reader, 0, bytes.length)];
  refuseOtherKinds(boxes, bytes);
  const meta = boxes.filter(({ name }) => name === "meta");
  if (meta.length !== 1 || !meta[0]) throw new PictureError("damaged");
  const parts = [...boxesIn(reader, meta[0].body + 4, meta[0].end)];
  for (const { from, to, isExif } of metadataPlaces(reader, parts)) {
    const place = reader.slice(from, to).fill(isExif ? 0 : 0x20);
    if (isExif && place.length >= emptyExif.length) place.set(emptyExif);
  }
  for (const box of boxes) if (!fileBoxes.includes(box.name)) empty(bytes, box);
  for (const box of parts) if (!metaBoxes.includes(box.name)) empty(bytes, box);
  const sizes = parts
    .filter(({ name }) => name === "iprp")
    .flatMap(({ body, end }) => [...boxesIn(reader, body, end)])
    .filter(({ name }) => name === "ipco")
    .flatMap(({ body, end }) => [...boxesIn(reader, body, end)])
    .filter(({ name }) => name === "ispe");
  const largest = (at: number) => Math.max(0, ...sizes.map(({ body }) => reader.u32(body + at)));
  return { parts: [bytes], width: largest(4), height: largest(8) };
}

function refuseOtherKinds(boxes: Box[], bytes: Uint8Array): void {
  const [first] = boxes;
  if (first?.name !== "ftyp") throw new PictureError("kind");
  const { text } = byteReader(bytes);
  const brands = [text(first.body, 4)];
  for (let at = first.body + 8; at + 4 <= first.end; at += 4) brands.push(text(at, 4));
  if (brands.includes("avis") || (brands.includes("avif") && boxes.some(({ name }) => name === "moov")))
    throw new PictureError("moving");
  if (!brands.includes("avif")) throw new PictureError("kind");
}

function empty(bytes: Uint8Array, { at, body, end }: Box): void {
  bytes.set(bytesOf("free"), at + 4);
  bytes.fill(0, body, end);
}
