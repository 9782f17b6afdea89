import { type Box, boxesIn } from "./boxes.server";
import type { ByteReader } from "./byte-reader.server";
import { PictureError } from "./picture-error.server";

/** Items that draw something: coded images, and what is put together from them. */
const imageItems = ["av01", "grid", "iden", "iovl", "tmap"];

/** More than any camera writes: a file must not make us work for long. */
const mostItems = 1000;
const mostPlaces = 16;

/** Where in the file something is. */
interface Place {
  from: number;
  to: number;
  isExif: boolean;
}

/** Where everything is that is about the picture and not in it. */
export function metadataPlaces(reader: ByteReader, parts: Box[]): Place[] {
  const metadata = new Map(metadataItems(reader, parts).map(({ id, isExif }) => [id, isExif]));
  const places: Place[] = [];
  for (const { id, ...place } of itemPlaces(reader, parts)) {
    const isExif = metadata.get(id);
    if (isExif === undefined) continue;
    if (places.push({ ...place, isExif }) > mostPlaces || place.from === place.to)
      throw new PictureError("damaged");
  }
  return places;
}

/** The items that are about the picture and not in it (`iinf`, ISO 14496-12, 8.11.6). */
function metadataItems(reader: ByteReader, parts: Box[]): { id: number; isExif: boolean }[] {
  const { u8, u16, u32, text } = reader;
  const list = onlyBox(parts, "iinf");
  const first = list.body + (u8(list.body) === 0 ? 6 : 8);
  const items = [...boxesIn(reader, first, list.end)].map(({ name, body }) => {
    const version = u8(body);
    if (name !== "infe" || version < 2) throw new PictureError("damaged");
    const isShort = version === 2;
    const type = text(body + (isShort ? 8 : 10), 4);
    return { id: isShort ? u16(body + 4) : u32(body + 4), type };
  });
  if (items.length > mostItems) throw new PictureError("damaged");
  return items
    .filter(({ type }) => !imageItems.includes(type))
    .map(({ id, type }) => ({ id, isExif: type === "Exif" }));
}

/** Where in the file the bytes of each item are (`iloc`, 8.11.3). */
function* itemPlaces({ u8, u16, u32, slice }: ByteReader, parts: Box[]) {
  const { body } = onlyBox(parts, "iloc");
  const version = u8(body);
  const [offsetWidth, lengthWidth] = [u8(body + 4) >> 4, u8(body + 4) & 15];
  const [baseWidth, indexWidth] = [u8(body + 5) >> 4, version === 0 ? 0 : u8(body + 5) & 15];
  if (version > 2 || lengthWidth === 0) throw new PictureError("damaged");
  let at = body + 6;
  const next = (width: number): number => {
    at += width;
    if (width === 0) return 0;
    if (width === 2) return u16(at - 2);
    if (width === 4) return u32(at - 4);
    if (width === 8 && u32(at - 8) === 0) return u32(at - 4);
    throw new PictureError("damaged");
  };
  const idWidth = version < 2 ? 2 : 4;
  for (let items = next(idWidth); items > 0; items -= 1) {
    const id = next(idWidth);
    const isInside = version > 0 && next(2) === 1;
    // Bytes of other files are no part of a picture.
    if (next(2) !== 0) throw new PictureError("damaged");
    const base = next(baseWidth) + (isInside ? onlyBox(parts, "idat").body : 0);
    for (let extents = next(2); extents > 0; extents -= 1) {
      next(indexWidth);
      const from = base + next(offsetWidth);
      const to = from + next(lengthWidth);
      slice(from, to); // all of it is in this file
      yield { id, from, to };
    }
  }
}

function onlyBox(parts: Box[], name: string): Box {
  const [found, ...others] = parts.filter((box) => box.name === name);
  if (!found || others.length > 0) throw new PictureError("damaged");
  return found;
}
