/**
 * The body of a request or an answer, which need not say how large it is. Nothing of one that is larger than `largest`
 * bytes: it is read no further.
 */
export async function readBody(
  { headers, body }: Pick<Request, "headers" | "body">,
  largest: number,
): Promise<Blob | undefined> {
  if (Number(headers.get("Content-Length") ?? 0) > largest) return undefined;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > largest) return undefined;
    chunks.push(chunk);
  }
  return new Blob(chunks);
}
