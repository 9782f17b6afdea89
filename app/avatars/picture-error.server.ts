/** Why a file is not taken as a picture. */
export type PictureProblem = "kind" | "damaged" | "extra" | "moving" | "pixels";

/** Thrown for a file that is not taken as a picture. */
export class PictureError extends Error {
  override name = "PictureError";
  constructor(readonly problem: PictureProblem) {
    super(`not taken as a picture: ${problem}`);
  }
}

/** What is kept of a picture, in order, and its size in pixels. */
export interface Cleaned {
  parts: Uint8Array[];
  width: number;
  height: number;
}
