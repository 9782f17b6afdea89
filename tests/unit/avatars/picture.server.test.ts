import { describe, expect, test } from "vitest";
import { readPicture } from "~/avatars/picture.server";
import { PictureError } from "~/avatars/picture-error.server";
import { pictures, takenPictures } from "../../support/pictures";

const { jpeg, png, webp, avif, losslessWebp, movingWebp, gif } = pictures;

function bytes(...parts: (string | number | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    Buffer.concat(
      parts.map((part) =>
        typeof part === "number" ? Buffer.from([part]) : Buffer.from(part as string, "latin1"),
      ),
    ),
  );
}

/** The same file with some of its bytes replaced. */
function changed(file: Uint8Array, find: string, put: string | Uint8Array, offset = 0) {
  const copy = Buffer.from(file);
  const at = copy.indexOf(find, 0, "latin1");
  expect(at, find).toBeGreaterThanOrEqual(0);
  copy.set(Buffer.from(put as string, "latin1"), at + offset);
  return new Uint8Array(copy);
}

function problemOf(file: Uint8Array) {
  try {
    readPicture(file);
    return "taken";
  } catch (error) {
    return error instanceof PictureError ? error.problem : `threw ${error}`;
  }
}

const script = "<script>alert(1)</script>";
const u32 = (value: number) => bytes(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
const box = (name: string, ...content: (string | Uint8Array)[]) => {
  const body = bytes(...content);
  return bytes(u32(body.length + 8), name, body);
};
const ftyp = (...brands: string[]) => box("ftyp", brands[0] ?? "", u32(0), ...brands);

const refused: [string, Uint8Array, string][] = [
  ["nothing", bytes(), "kind"],
  ["one byte", bytes(0xff), "kind"],
  ["text", bytes("hello"), "kind"],
  ["HTML", bytes(`<!doctype html>${script}`), "kind"],
  ["SVG", bytes(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`), "kind"],
  ["SVG behind a byte order mark", bytes(0xef, 0xbb, 0xbf, "<svg/>"), "kind"],
  ["an XML document", bytes('<?xml version="1.0"?><svg/>'), "kind"],
  ["a GIF", gif, "kind"],
  ["a PDF", bytes("%PDF-1.7\n"), "kind"],
  ["a ZIP", bytes("PK\x03\x04"), "kind"],
  ["a BMP", bytes("BM", u32(100), script), "kind"],
  ["an icon", bytes(0, 0, 1, 0, 1, 0), "kind"],
  ["a TIFF", bytes("II*\0", u32(8)), "kind"],
  ["a WAV", bytes("RIFF", u32(4), "WAVE"), "kind"],
  ["an MP4", bytes(ftyp("isom", "mp42"), box("moov")), "kind"],
  ["a HEIC", bytes(ftyp("heic", "mif1"), box("meta", u32(0))), "kind"],
  ["HTML before a JPEG", bytes(script, jpeg), "kind"],
  ["a GIF that is a JPEG later", bytes("GIF89a/*", jpeg), "kind"],
  ["a line before a PNG", bytes("\n", png), "kind"],

  ["the first bytes of a JPEG alone", bytes(0xff, 0xd8, 0xff), "damaged"],
  ["the first bytes of a JPEG, then HTML", bytes(0xff, 0xd8, 0xff, script), "damaged"],
  ["a JPEG header with HTML inside", bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, "JFIF\0", script), "damaged"],
  ["a JPEG without an image", bytes(0xff, 0xd8, 0xff, 0xd9), "damaged"],
  ["a JPEG of a comment alone", bytes(0xff, 0xd8, 0xff, 0xfe, 0, 27, script, 0xff, 0xd9), "damaged"],
  ["half a JPEG", jpeg.subarray(0, jpeg.length / 2), "damaged"],
  ["a JPEG without its end", jpeg.subarray(0, -2), "damaged"],
  ["HTML behind a JPEG", bytes(jpeg, script), "extra"],
  ["a ZIP behind a JPEG", bytes(jpeg, "PK\x03\x04 and more"), "extra"],

  ["the signature of a PNG alone", png.subarray(0, 8), "damaged"],
  ["a PNG without an image", bytes(png.subarray(0, 33), png.subarray(-12)), "damaged"],
  ["half a PNG", png.subarray(0, png.length / 2), "damaged"],
  ["a PNG without its end", png.subarray(0, -12), "damaged"],
  ["a PNG whose first chunk is another", changed(png, "IHDR", "IHDX"), "damaged"],
  ["HTML behind a PNG", bytes(png, script), "extra"],
  ["a JPEG behind a PNG", bytes(png, jpeg), "extra"],
  ["a PNG of no width", changed(png, "IHDR", u32(0), 4), "damaged"],
  ["a PNG of 4,000 megapixels", changed(png, "IHDR", bytes(u32(65_535), u32(65_535)), 4), "pixels"],

  ["the header of a WebP alone", bytes("RIFF", 4, 0, 0, 0, "WEBP"), "damaged"],
  ["half a WebP", webp.subarray(0, webp.length / 2), "damaged"],
  ["HTML behind a WebP", bytes(webp, script), "extra"],
  ["a WebP whose image is none", changed(losslessWebp, "VP8L", script, 8), "damaged"],
  ["a WebP that moves", movingWebp, "moving"],
  ["a WebP of 16,000 megapixels", changed(webp, "VP8X", bytes(0xff, 0xff, 1, 0xff, 0xff, 1), 12), "pixels"],

  ["an AVIF header alone", ftyp("avif"), "damaged"],
  ["half an AVIF", avif.subarray(0, avif.length / 2), "damaged"],
  ["HTML behind an AVIF", bytes(avif, script), "damaged"],
  ["an AVIF that moves", changed(avif, "mif1", "avis"), "moving"],
  ["an AVIF with a film", bytes(avif, box("moov")), "moving"],
  ["an AVIF with places outside of the file", changed(avif, "iloc", bytes(u32(0x7fffffff)), 26), "damaged"],
  ["an AVIF with places in another file", changed(avif, "iloc", bytes(0, 1), 14), "damaged"],
  ["an AVIF with items that have no kind", changed(avif, "infe", bytes(1), 4), "damaged"],
  ["an AVIF of 4,000 megapixels", changed(avif, "ispe", bytes(u32(65_535), u32(65_535)), 8), "pixels"],
];

test.each(refused)("%s is no picture", (_, file, problem) => {
  expect(problemOf(file)).toBe(problem);
});

describe.each(Object.entries(takenPictures))("%s", (type, file) => {
  test("is what its bytes are", () => {
    expect(readPicture(file).type).toBe(type);
  });

  test("loses what it tells about the camera, the place and the person", () => {
    expect(Buffer.from(file).toString("latin1")).toContain("SECRET-CAMERA");
    const text = Buffer.from(readPicture(file).bytes).toString("latin1");
    expect(text).not.toMatch(/SECRET|xmpmeta/);
  });

  test("stays as it is when it is read again", () => {
    const { bytes } = readPicture(file);
    expect(readPicture(bytes)).toEqual({ type, bytes });
  });

  test("is read to the end wherever it is cut off, and never hangs", () => {
    for (let length = 0; length < file.length; length += 7)
      expect([length, problemOf(file.subarray(0, length))]).not.toContain("taken");
  });

  test("answers in words whichever byte is another", () => {
    for (let at = 0; at < file.length; at += 1) {
      const copy = file.slice();
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      expect(problemOf(copy)).toMatch(/^(taken|kind|damaged|extra|moving|pixels)$/);
    }
  });
});

test("a JPEG still lies on its side as the camera said", () => {
  const kept = Buffer.from(readPicture(jpeg).bytes);
  const exif = kept.indexOf("Exif\0\0");
  expect(kept.subarray(exif + 16, exif + 28)).toEqual(Buffer.from([1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]));
});

test("comments, previews and what cameras put behind a JPEG go", () => {
  const comment = bytes(0xff, 0xfe, 0, 2 + script.length, script);
  const preview = bytes(0xff, 0xe0, 0, 17, "JFXX\0", 0x13, "preview!!");
  const inside = bytes(jpeg.subarray(0, 2), comment, preview, jpeg.subarray(2));
  const { bytes: kept } = readPicture(jpeg);
  expect(readPicture(inside).bytes).toEqual(kept);
  for (const behind of [bytes(0, 0, 0), jpeg, box("ftyp", "mp42"), bytes(0, 0, "Image_UTC", "SEFT")])
    expect(readPicture(bytes(jpeg, behind)).bytes).toEqual(kept);
});

test("boxes and chunks that draw nothing go", () => {
  const aside = readPicture(bytes(avif, box("uuid", script), box("free", script)));
  expect(Buffer.from(aside.bytes).toString("latin1")).not.toContain("script");
  const text = bytes(u32(script.length), "tEXt", script, u32(0));
  const chunks = readPicture(bytes(png.subarray(0, 33), text, png.subarray(33)));
  expect(chunks).toEqual(readPicture(png));
});
