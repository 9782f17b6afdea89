type Source = Pick<Request, "headers" | "body">;

/**
 * The body of a request or an answer, which need not say how large it is. Nothing of one that is larger than `largest`
 * bytes: it is read no further.
 */
export async function readBody(source: Source, largest: number): Promise<Blob | undefined> {
  if (saidSize(source) > largest) return undefined;
  const { start, isWhole } = await readStart(source, largest);
  return isWhole ? start : undefined;
}

/** A body up to the chunk that goes beyond `most` bytes, which is the last one to be read. */
export async function readStart({ body }: Source, most: number): Promise<{ start: Blob; isWhole: boolean }> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size > most) return { start: new Blob(chunks), isWhole: false };
  }
  return { start: new Blob(chunks), isWhole: true };
}

/** How many bytes a body is said to have; 0 where it does not say. */
export function saidSize({ headers }: Source): number {
  return Number(headers.get("Content-Length") ?? 0);
}
