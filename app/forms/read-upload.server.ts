import { readStart, saidSize } from "./read-body.server";
import { formOf, readForm, textsIn } from "./read-form.server";

/** What a form of several parts needs beside its file. */
const frameBytes = 16 * 1024;

/** A file as it came; empty where none was chosen. */
export type UploadedFile = Uint8Array<ArrayBuffer> | "too large";

/** True for a form that carries a file. */
export function isUpload({ headers }: Request): boolean {
  return /^multipart\/form-data\b/i.test(headers.get("Content-Type") ?? "");
}

/**
 * A form, and the file of up to `largest` bytes in one of its fields. Of a file that is larger the rest is not read; what
 * was entered in the fields before it is not lost.
 */
export async function readUpload(
  request: Request,
  field: string,
  largest: number,
): Promise<{ entered: Record<string, string>; file: UploadedFile }> {
  if (!isUpload(request)) return { entered: await readForm(request), file: new Uint8Array() };
  const most = largest + frameBytes;
  const mayFit = saidSize(request) <= most;
  const { start, isWhole } = await readStart(request, mayFit ? most : frameBytes);
  if (!mayFit || !isWhole) return { entered: await textsBeforeFile(request, start), file: "too large" };
  const form = await formOf(request, start);
  const file = form.get(field);
  if (!(file instanceof Blob)) return { entered: textsIn(form), file: new Uint8Array() };
  const bytes = file.size > largest ? "too large" : new Uint8Array(await file.arrayBuffer());
  return { entered: textsIn(form), file: bytes };
}

/** The parts before the first one that has the name of a file, closed as a form of their own (RFC 2046, 5.1.1). */
async function textsBeforeFile(request: Request, start: Blob): Promise<Record<string, string>> {
  const [, boundary] = /;\s*boundary="?([^\s";]+)/i.exec(request.headers.get("Content-Type") ?? "") ?? [];
  const head = start.slice(0, frameBytes);
  const text = Buffer.from(await head.arrayBuffer()).toString("latin1");
  const part = text.lastIndexOf(`--${boundary}`, text.search(/\bfilename\*?=/i));
  if (!boundary || part <= 0) return {};
  return textsIn(await formOf(request, new Blob([head.slice(0, part), `--${boundary}--\r\n`])));
}
