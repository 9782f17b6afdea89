import { data } from "react-router";
import { avatarKey, avatarPath } from "~/avatars/avatar-path";
import { envContext } from "~/context";
import type { Route } from "./+types/$key";

/** One picture. Its name is random and its content never changes, so whoever has it once need not ask again. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { AVATARS: bucket } = context.get(envContext);
  const key = avatarKey(avatarPath(params.key));
  const etag = `"${key}"`;
  const isKnown = (request.headers.get("If-None-Match") ?? "").includes(etag);
  const picture = key && !isKnown ? await bucket?.get(key) : null;
  const found = picture ?? (key && isKnown ? await bucket?.head(key) : null);
  if (!found) throw data("Not Found", { status: 404 });
  return new Response(picture?.body ?? null, {
    status: isKnown ? 304 : 200,
    headers: {
      "Content-Type": found.httpMetadata?.contentType ?? "application/octet-stream",
      ...(!isKnown && { "Content-Length": String(found.size) }),
      "Cache-Control": "public, max-age=31536000, immutable",
      ETag: etag,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      // Products behind this account show it on their own pages.
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
