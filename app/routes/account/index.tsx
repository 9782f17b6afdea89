import { useEffect } from "react";
import { href, Link } from "react-router";
import { z } from "zod";
import type { AuthErrorCode, Session } from "~/auth/auth.server";
import { signalOwner } from "~/auth/browser";
import { ownAddress } from "~/auth/placeholder-email";
import { passkeyOwner } from "~/auth/plugins/passkey.server";
import { suggestUsernames } from "~/auth/username-suggestions.server";
import { avatarOf } from "~/avatars/store.server";
import { ErrorSummary } from "~/components/error-summary";
import { PictureForm } from "~/components/picture-form";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { profileOf, saveProfile } from "~/db/profile.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { isUpload } from "~/forms/read-upload.server";
import { personName, withIntent } from "~/forms/rules";
import type { Route } from "./+types/index";
import { removePicture, uploadPicture } from "./components/change-picture.server";
import { ProfileCard } from "./components/profile-card";
import { ProfileForm, profileLabels } from "./components/profile-form";

const profileForm = z.object({
  intent: z.literal("save"),
  name: personName,
  username: z.string().trim(),
  bio: z.string().trim().max(500, "Use 500 characters or fewer."),
  website: z.union([
    z.literal(""),
    z
      .string()
      .trim()
      .max(200, "Use 200 characters or fewer.")
      .pipe(z.url({ protocol: /^https?$/, error: "Enter an address like https://example.com." })),
  ]),
});

const accountForm = withIntent(
  z.discriminatedUnion("intent", [profileForm, z.object({ intent: z.literal("remove-picture") })]),
  () => "save",
);

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const { bio, website } = await profileOf(context.get(databaseContext), user.id);
  const { name, email, image } = user;
  const env = context.get(envContext);
  return {
    profile: { name, username: usernameAsTyped(user), bio, website, image: avatarOf(env, image) },
    email: ownAddress(email),
    owner: passkeyOwner(env.BETTER_AUTH_URL, user),
    takesPictures: Boolean(env.AVATARS),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  if (isUpload(request)) return uploadPicture(request, context);
  const { user } = context.get(sessionContext);
  const form = await parseForm(request, accountForm);
  if (form.error) return form.error;
  if (form.values.intent === "remove-picture") return removePicture(request, context);
  const { name, username, bio, website } = form.values;
  const db = context.get(databaseContext);
  try {
    // Only this call can be refused, so it goes first and nothing is half saved. It folds `username` to lower case and,
    // unlike a sign-up, does not keep it as it was typed.
    const typed = username || null;
    const { headers } = await context.get(authContext).api.updateUser({
      body: { name, username: typed, displayUsername: typed },
      headers: request.headers,
      returnHeaders: true,
    });
    await saveProfile(db, { userId: user.id, bio, website });
    return redirectWithMessage(request, href("/account"), "profile-saved", headers);
  } catch (error) {
    const refused = form.reject(error, {
      USERNAME_IS_ALREADY_TAKEN: "username",
      USERNAME_RESERVED: "username",
      USERNAME_TOO_SHORT: "username",
      USERNAME_TOO_LONG: "username",
      INVALID_USERNAME: "username",
    });
    if (refused.data.code === taken) {
      const free = await suggestUsernames(db, username, name);
      if (free.length > 0) refused.data.errors.username?.push(`Free now: ${free.join(", ")}.`);
    }
    return refused;
  }
}

/** An app that changes the username by the endpoint may leave the spelling of the one before. */
function usernameAsTyped({ username, displayUsername }: Session["user"]): string {
  return displayUsername?.toLowerCase() === username ? (displayUsername ?? "") : (username ?? "");
}

const taken: AuthErrorCode = "USERNAME_IS_ALREADY_TAKEN";

const labels = { avatar: "New picture", ...profileLabels };

export default function Account({ loaderData, actionData: state }: Route.ComponentProps) {
  const { profile, email, owner, takesPictures } = loaderData;
  // The browser's credential manager lives outside React, and shows passkeys under the name of their owner.
  useEffect(() => signalOwner(owner), [owner]);
  return (
    <>
      <PageHeading
        title="Profile"
        failed={Boolean(state)}
        intro={
          <>
            {email ? `Signed in as ${email}.` : "No address yet."}{" "}
            <Link to={href("/account/email")} className="link">
              {email ? "Change e-mail address" : "Add an e-mail address"}
            </Link>
          </>
        }
      />
      <ErrorSummary state={state} labels={labels} />
      {takesPictures && (
        <SettingsSection title="Picture" intro="Stands beside your name. Without one, your initials do.">
          <PictureForm
            kind="picture"
            name={profile.name}
            image={profile.image}
            alt={profile.image ? "Your picture" : "Your initials"}
            field="avatar"
            label={labels.avatar}
            state={state}
          />
        </SettingsSection>
      )}
      <SettingsSection title="About you" intro="Your name is needed; the rest is up to you.">
        <ProfileForm {...profile} state={state} />
      </SettingsSection>
      <SettingsSection
        title="How others may see you"
        intro="A product that you sign in to with this account may show this. On the pages here the members of your organizations see your name, picture and address; the rest only you and the people who run this service."
      >
        <ProfileCard {...profile} />
      </SettingsSection>
    </>
  );
}
