import { data } from "react-router";
import { readBody } from "./read-body.server";

/** What a form of several parts needs beside its file. */
const frameBytes = 16 * 1024;

/** True for a form that carries a file. */
export function isUpload({ headers }: Request): boolean {
  return /^multipart\/form-data\b/i.test(headers.get("Content-Type") ?? "");
}

/** The file in one field of a form, of up to `largest` bytes; empty where none was chosen. */
export async function readUpload(
  request: Request,
  field: string,
  largest: number,
): Promise<Uint8Array<ArrayBuffer> | "too large"> {
  const body = await readBody(request, largest + frameBytes);
  if (!body) return "too large";
  const type = { headers: { "Content-Type": request.headers.get("Content-Type") ?? "" } };
  const form = await new Response(body, type).formData().catch(() => {
    throw data("Unsupported Media Type", { status: 415 });
  });
  const file = form.get(field);
  if (!(file instanceof Blob)) return new Uint8Array();
  return file.size > largest ? "too large" : new Uint8Array(await file.arrayBuffer());
}
