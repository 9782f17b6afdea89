import { countAttempt } from "../auth/attempts.server";
import { type Picture, readPicture } from "../avatars/picture.server";
import { PictureError, type PictureProblem } from "../avatars/picture-error.server";
import type { Database } from "../db/db.server";
import { tooMany } from "./parse-form.server";
import type { UploadedFile } from "./read-upload.server";

/** Up to 5 MB each: whoever tries pictures on does not need more. */
const uploads = { max: 20, windowSeconds: 30 * 60 };

/** Counts an upload of one person, of whatever picture; over the limit it is a page of its own: 429. */
export async function countUpload(db: Database, userId: string): Promise<void> {
  const wait = await countAttempt(db, [{ key: `upload|account|${userId}`, ...uploads }]);
  if (wait > 0) throw tooMany(wait);
}

/** What somebody sent as a picture: one that can be shown, or what is wrong, and with which status to say so. */
export type SentPicture =
  | { picture: Picture; mistake?: undefined; status?: undefined }
  | { picture?: undefined; mistake: string; status: number };

export function pictureIn(file: UploadedFile): SentPicture {
  if (file === "too large") return { mistake: mistakes[file], status: 413 };
  if (file.length === 0) return { mistake: mistakes.missing, status: 422 };
  try {
    return { picture: readPicture(file) };
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    return { mistake: mistakes[error.problem], status: 415 };
  }
}

const kinds = "Save it as JPEG, PNG, WebP or AVIF, and upload that.";
const mistakes: Record<PictureProblem | "missing" | "too large", string> = {
  missing: "Choose a picture first.",
  "too large": "This file is larger than 5 MB. Make the picture smaller and upload it again.",
  kind: `This file is no picture that we can show. ${kinds}`,
  damaged: `This picture is damaged. Open it on your device: if it is whole there, save it anew and upload that.`,
  extra: "There is more than a picture in this file. Open it, save it as a new picture, and upload that.",
  moving: "This picture moves. Choose one that stands still.",
  pixels: "This picture has more than 50 megapixels. Make it smaller and upload it again.",
};
