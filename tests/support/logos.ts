import { row } from "./records";
import type { Visitor } from "./visitor";

/** Sends the form in the settings with a file that claims to be a PNG, whatever it is. */
export function uploadLogo(
  visitor: Visitor,
  slug: string,
  file?: BlobPart,
  headers?: Record<string, string>,
) {
  const upload = new FormData();
  if (file) upload.set("logo", new File([file], "logo.png", { type: "image/png" }));
  upload.set("intent", "upload-logo");
  return visitor.send(`/organizations/${slug}/settings`, { upload, headers });
}

/** What the form for a new organization is sent with. */
export function withLogo(fields: Record<string, string>, file: BlobPart): FormData {
  const upload = new FormData();
  for (const [name, value] of Object.entries(fields)) upload.set(name, value);
  upload.set("logo", new File([file], "logo.png", { type: "image/png" }));
  return upload;
}

/** What stands in the organization. */
export async function logoOf(slug: string): Promise<string | null> {
  const found = await row<{ logo: string | null }>("select logo from organization where slug = ?", slug);
  return found?.logo ?? null;
}

/** Every picture of a page, in order. */
export function shownIn(html: string): (string | undefined)[] {
  return [...html.matchAll(/<img src="([^"]+)"/g)].map(([, src]) => src);
}
