import { env } from "cloudflare:test";
import { row, userIdOf } from "./records";
import type { Visitor } from "./visitor";

/** Sends the form with a file that claims to be a PNG, whatever it is. */
export function uploadAvatar(visitor: Visitor, file: BlobPart | undefined, headers?: Record<string, string>) {
  const upload = new FormData();
  if (file) upload.set("avatar", new File([file], "me.png", { type: "image/png" }));
  return visitor.send("/account", { upload, headers });
}

/** What stands in the account. */
export async function imageOf(email: string): Promise<string | null> {
  const found = await row<{ image: string | null }>(
    "select image from user where id = ?",
    await userIdOf(email),
  );
  return found?.image ?? null;
}

/** Every picture that is kept for an account. */
export async function keptFor(userId: string): Promise<string[]> {
  const { objects } = await env.AVATARS.list({ include: ["customMetadata"] });
  return objects
    .filter(({ customMetadata }) => customMetadata?.owner === userId)
    .map(({ key }) => `/avatars/${key}`);
}
