import type { ByteReader } from "./byte-reader.server";
import { PictureError } from "./picture-error.server";

/** One box of an ISO media file: from `at` to `end`, with its content from `body` on. */
export interface Box {
  name: string;
  at: number;
  body: number;
  end: number;
}

/** The boxes that lie between two places, which they fill to the last byte. */
export function* boxesIn({ u32, text }: ByteReader, from: number, to: number): Generator<Box> {
  for (let at = from; at < to; ) {
    const size = u32(at);
    // 0 is up to the end of the file; 1 is more than 4 GB.
    const end = size === 0 ? to : at + size;
    if ((size > 0 && size < 8) || end > to) throw new PictureError("damaged");
    yield { name: text(at + 4, 4), at, body: at + 8, end };
    at = end;
  }
}
