import { data, href, type RouterContextProvider } from "react-router";
import { countAttempt } from "~/auth/attempts.server";
import { largestPicture, readPicture } from "~/avatars/picture.server";
import { PictureError, type PictureProblem } from "~/avatars/picture-error.server";
import { pruneAvatars, removeAvatar, storeAvatar } from "~/avatars/store.server";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { readUpload } from "~/forms/read-upload.server";
import { inBackground } from "~/request-scope.server";

type Context = Readonly<RouterContextProvider>;

/** Up to 5 MB each: whoever tries pictures on does not need more. */
const uploads = { max: 20, windowSeconds: 30 * 60 };

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

/** Keeps what was uploaded, shows it from now on, and then lets go of the picture before it. */
export async function uploadPicture(request: Request, context: Context) {
  const { AVATARS: bucket } = context.get(envContext);
  if (!bucket) throw data("Not Found", { status: 404 });
  const db = context.get(databaseContext);
  const { id } = context.get(sessionContext).user;
  const wait = await countAttempt(db, [{ key: `upload|account|${id}`, ...uploads }]);
  if (wait > 0)
    throw data({ retryAfterSeconds: wait }, { status: 429, headers: { "Retry-After": String(wait) } });
  const file = await readUpload(request, "avatar", largestPicture);
  if (file === "too large") return mistake(file, 413);
  if (file.length === 0) return mistake("missing", 422);
  try {
    const image = await storeAvatar(bucket, id, readPicture(file));
    inBackground(pruneAvatars(bucket, db));
    const headers = await showPicture(request, context, image).catch(async (error) => {
      await removeAvatar(bucket, image);
      throw error;
    });
    return redirectWithMessage(request, href("/account"), "picture-saved", headers);
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    return mistake(error.problem, 415);
  }
}

/** Initials stand in for it from now on. */
export async function removePicture(request: Request, context: Context) {
  const headers = await showPicture(request, context, null);
  return redirectWithMessage(request, href("/account"), "picture-removed", headers);
}

async function showPicture(request: Request, context: Context, image: string | null): Promise<Headers> {
  const { headers } = await context.get(authContext).api.updateUser({
    body: { image },
    headers: request.headers,
    returnHeaders: true,
  });
  return headers;
}

function mistake(problem: keyof typeof mistakes, status: number) {
  return data<FormState>({ values: {}, errors: { avatar: [mistakes[problem]] } }, { status });
}
