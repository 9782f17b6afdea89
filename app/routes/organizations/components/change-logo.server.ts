import { data, href, type RouterContextProvider } from "react-router";
import type { Picture } from "~/avatars/picture.server";
import { pruneAvatars, storeAvatar } from "~/avatars/store.server";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { countUpload, pictureIn, type SentPicture } from "~/forms/picture-upload.server";
import type { UploadedFile } from "~/forms/read-upload.server";
import { inBackground } from "~/request-scope.server";

type Context = Readonly<RouterContextProvider>;

interface Organization {
  id: string;
  slug: string;
}

/** What somebody chose as a logo; nothing where they chose none, or pictures are off. */
export async function logoIn(context: Context, file: UploadedFile): Promise<SentPicture | undefined> {
  if (!context.get(envContext).AVATARS || file.length === 0) return undefined;
  await countUpload(context.get(databaseContext), context.get(sessionContext).user.id);
  return pictureIn(file);
}

/** Keeps a picture and then makes it the logo, which lets go of the one before. A crash in between leaves it as nobody's. */
export async function keepLogo(
  request: Request,
  context: Context,
  { organizationId, picture }: { organizationId: string; picture: Picture },
): Promise<void> {
  const { AVATARS: bucket } = context.get(envContext);
  if (!bucket) throw new Error("There is no bucket for pictures");
  const logo = await storeAvatar(bucket, organizationId, picture);
  inBackground(pruneAvatars(bucket, context.get(databaseContext)));
  await setLogo(request, context, { organizationId, logo });
}

/** Changes the logo by the form in the settings. */
export async function uploadLogo(
  request: Request,
  context: Context,
  { organization, file }: { organization: Organization; file: UploadedFile },
) {
  if (!context.get(envContext).AVATARS) throw data("Not Found", { status: 404 });
  await countUpload(context.get(databaseContext), context.get(sessionContext).user.id);
  const { picture, mistake, status } = pictureIn(file);
  if (!picture) return data<FormState>({ values: {}, errors: { logo: [mistake] } }, { status });
  await keepLogo(request, context, { organizationId: organization.id, picture });
  return redirectWithMessage(request, settingsOf(organization), "logo-saved");
}

/** Initials stand in for it from now on. */
export async function removeLogo(request: Request, context: Context, organization: Organization) {
  await setLogo(request, context, { organizationId: organization.id, logo: null });
  return redirectWithMessage(request, settingsOf(organization), "logo-removed");
}

function settingsOf({ slug }: Organization): string {
  return href("/organizations/:slug/settings", { slug });
}

/** Makes a picture that is kept the logo, or none. Asks for the permission to update the organization. */
async function setLogo(
  request: Request,
  context: Context,
  { organizationId, logo }: { organizationId: string; logo: string | null },
): Promise<void> {
  await context.get(authContext).api.updateOrganization({
    body: { organizationId, data: { logo } },
    headers: request.headers,
  });
}
