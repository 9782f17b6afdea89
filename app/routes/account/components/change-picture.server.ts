import { data, href, type RouterContextProvider } from "react-router";
import { largestPicture } from "~/avatars/picture.server";
import { pruneAvatars, storeAvatar } from "~/avatars/store.server";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { countUpload, pictureIn } from "~/forms/picture-upload.server";
import { readUpload } from "~/forms/read-upload.server";
import { inBackground } from "~/request-scope.server";

type Context = Readonly<RouterContextProvider>;

/** Keeps what was uploaded, shows it from now on, and then lets go of the picture before it. */
export async function uploadPicture(request: Request, context: Context) {
  const { AVATARS: bucket } = context.get(envContext);
  if (!bucket) throw data("Not Found", { status: 404 });
  const db = context.get(databaseContext);
  const { id } = context.get(sessionContext).user;
  await countUpload(db, id);
  const { file } = await readUpload(request, "avatar", largestPicture);
  const { picture, mistake, status } = pictureIn(file);
  if (!picture) return data<FormState>({ values: {}, errors: { avatar: [mistake] } }, { status });
  const image = await storeAvatar(bucket, id, picture);
  inBackground(pruneAvatars(bucket, db));
  // Where this fails nobody knows whether it was written: the picture stays, and is found later if nobody has it.
  const headers = await showPicture(request, context, image);
  return redirectWithMessage(request, href("/account"), "picture-saved", headers);
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
